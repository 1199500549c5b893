import { procedure, router } from "../trpc.ts";
import { createToken, createTokenInputSchema } from "./create-token.ts";
import { listTokens } from "./list-tokens.ts";
import { revokeToken, revokeTokenInputSchema } from "./revoke-token.ts";

export const tokenRouter = router({
  list: procedure.query(({ ctx }) => listTokens(ctx)),
  create: procedure.input(createTokenInputSchema).mutation(({ ctx, input }) => createToken(ctx, input)),
  revoke: procedure.input(revokeTokenInputSchema).mutation(({ ctx, input }) => revokeToken(ctx, input)),
});
