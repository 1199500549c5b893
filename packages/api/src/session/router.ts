import { accountSettingsSchema } from "@arterial/domain/account/settings";
import { procedure, router } from "../trpc.ts";
import { getMe } from "./get-me.ts";
import { setPassword, setPasswordInputSchema } from "./set-password.ts";
import { signOut } from "./sign-out.ts";
import { updateSettings } from "./update-settings.ts";

export const sessionRouter = router({
  me: procedure.query(({ ctx }) => getMe(ctx)),
  setPassword: procedure.input(setPasswordInputSchema).mutation(({ ctx, input }) => setPassword(ctx, input)),
  updateSettings: procedure
    .input(accountSettingsSchema)
    .mutation(({ ctx, input }) => updateSettings(ctx, input)),
  signOut: procedure.mutation(({ ctx }) => signOut(ctx)),
});
