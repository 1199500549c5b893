import { procedure, router } from "../trpc.ts";
import {
  placeDevicesAmong,
  placeDevicesAmongInputSchema,
  readPlace,
  readPlaceInputSchema,
} from "./read-place.ts";

export const placeRouter = router({
  read: procedure.input(readPlaceInputSchema).query(({ ctx, input }) => readPlace(ctx, input)),
  devicesAmong: procedure
    .input(placeDevicesAmongInputSchema)
    .query(({ ctx, input }) => placeDevicesAmong(ctx, input)),
});
