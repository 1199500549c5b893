import { procedure, router } from "../trpc.ts";
import { readReplayIndex, replayIndexInputSchema } from "./read-index.ts";
import { readReplayWindow, replayWindowInputSchema } from "./read-window.ts";
import { listTypicalFigures } from "./typical-figures.ts";
import { listTypicalSegments, typicalHourInputSchema } from "./typical-segments.ts";

export const replayRouter = router({
  window: procedure.input(replayWindowInputSchema).query(({ ctx, input }) => readReplayWindow(ctx, input)),
  index: procedure.input(replayIndexInputSchema).query(({ ctx, input }) => readReplayIndex(ctx, input)),
  typicalSegments: procedure
    .input(typicalHourInputSchema)
    .query(({ ctx, input }) => listTypicalSegments(ctx, input)),
  typicalFigures: procedure
    .input(typicalHourInputSchema)
    .query(({ ctx, input }) => listTypicalFigures(ctx, input)),
});
