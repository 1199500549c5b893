import { procedure, router } from "../trpc.ts";
import {
  placeDevicesAmong,
  placeDevicesAmongInputSchema,
  readPlace,
  readPlaceFreshness,
  readPlaceInputSchema,
} from "./read-place.ts";

export const placeRouter = router({
  read: procedure.input(readPlaceInputSchema).query(({ ctx, input }) => readPlace(ctx, input)),
  freshness: procedure.input(readPlaceInputSchema).query(({ ctx, input }) => readPlaceFreshness(ctx, input)),
  devicesAmong: procedure
    .input(placeDevicesAmongInputSchema)
    .query(({ ctx, input }) => placeDevicesAmong(ctx, input)),
});
