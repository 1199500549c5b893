import { procedure, router } from "../trpc.ts";
import { readPlace, readPlaceInputSchema } from "./read-place.ts";

export const placeRouter = router({
  read: procedure.input(readPlaceInputSchema).query(({ ctx, input }) => readPlace(ctx, input)),
});
