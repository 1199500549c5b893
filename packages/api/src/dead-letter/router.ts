import { procedure, router } from "../trpc.ts";
import { listDeadLetters, listDeadLettersInputSchema } from "./list-dead-letters.ts";

export const deadLetterRouter = router({
  list: procedure.input(listDeadLettersInputSchema).query(({ ctx, input }) => listDeadLetters(ctx, input)),
});
