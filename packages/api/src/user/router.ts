import { procedure, router } from "../trpc.ts";
import { createUser, createUserInputSchema } from "./create-user.ts";
import { issueSignIn, issueSignInInputSchema } from "./issue-sign-in.ts";
import { listUsers } from "./list-users.ts";
import { updateUser, updateUserInputSchema } from "./update-user.ts";

export const userRouter = router({
  list: procedure.query(({ ctx }) => listUsers(ctx)),
  create: procedure.input(createUserInputSchema).mutation(({ ctx, input }) => createUser(ctx, input)),
  update: procedure.input(updateUserInputSchema).mutation(({ ctx, input }) => updateUser(ctx, input)),
  issueSignIn: procedure.input(issueSignInInputSchema).mutation(({ ctx, input }) => issueSignIn(ctx, input)),
});
