import { procedure, router } from "../trpc.ts";
import { getDeadLetter, getDeadLetterInputSchema } from "./get-dead-letter.ts";
import { listDeadLetters, listDeadLettersInputSchema } from "./list-dead-letters.ts";
import { replayDeadLetter, replayDeadLetterInputSchema } from "./replay-dead-letter.ts";

export const deadLetterRouter = router({
  list: procedure.input(listDeadLettersInputSchema).query(({ ctx, input }) => listDeadLetters(ctx, input)),
  get: procedure.input(getDeadLetterInputSchema).query(({ ctx, input }) => getDeadLetter(ctx, input)),
  replay: procedure
    .input(replayDeadLetterInputSchema)
    .mutation(({ ctx, input }) => replayDeadLetter(ctx, input)),
});
