import { accountSettingsSchema } from "@arterial/domain/account/settings";
import { requireUser } from "../actor.ts";
import { hasPermission, PERMISSIONS, type Permission } from "../roles.ts";
import { procedure, router } from "../trpc.ts";
import { setPassword, setPasswordInputSchema } from "./set-password.ts";
import { signOut } from "./sign-out.ts";
import { updateSettings } from "./update-settings.ts";

export const sessionRouter = router({
  me: procedure.query(({ ctx }) => {
    const { id, email, name, role, hasPassword, settings } = requireUser(ctx.actor);
    const permissions: Permission[] = PERMISSIONS.filter((permission) => hasPermission(role, permission));
    return { user: { id, email, name, role, hasPassword }, settings, permissions };
  }),
  setPassword: procedure.input(setPasswordInputSchema).mutation(({ ctx, input }) => setPassword(ctx, input)),
  updateSettings: procedure
    .input(accountSettingsSchema)
    .mutation(({ ctx, input }) => updateSettings(ctx, input)),
  signOut: procedure.mutation(({ ctx }) => signOut(ctx)),
});
