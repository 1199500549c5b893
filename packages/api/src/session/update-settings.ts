import { type AccountSettings, accountSettingsSchema } from "@arterial/domain/account/settings";
import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/**
 * Keeps what the caller chose for themselves; what is not given stays as it was. It changes nothing for anybody else,
 * so it leaves no line in the audit.
 */
export async function updateSettings(ctx: ServiceContext, input: AccountSettings): Promise<void> {
  const user = requireUser(ctx.actor);
  const given = JSON.stringify(accountSettingsSchema.parse(input));
  // Merged by the database, so that two choices made at once are both kept.
  await ctx.prisma
    .$executeRaw`update user_account set settings = settings || ${given}::jsonb where id = ${user.id}`;
}
