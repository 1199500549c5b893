import { procedure, router } from "../trpc.ts";
import { handoverIdInputSchema } from "./handover.ts";
import { getHandover, listHandovers, listHandoversInputSchema } from "./list-handovers.ts";
import { signHandover, signHandoverInputSchema } from "./sign-handover.ts";
import { startHandover } from "./start-handover.ts";
import { refillHandover, updateHandover, updateHandoverInputSchema } from "./update-handover.ts";

export const handoverRouter = router({
  list: procedure.input(listHandoversInputSchema).query(({ ctx, input }) => listHandovers(ctx, input)),
  get: procedure.input(handoverIdInputSchema).query(({ ctx, input }) => getHandover(ctx, input)),
  start: procedure.mutation(({ ctx }) => startHandover(ctx)),
  refill: procedure.input(handoverIdInputSchema).mutation(({ ctx, input }) => refillHandover(ctx, input)),
  update: procedure.input(updateHandoverInputSchema).mutation(({ ctx, input }) => updateHandover(ctx, input)),
  sign: procedure.input(signHandoverInputSchema).mutation(({ ctx, input }) => signHandover(ctx, input)),
});
