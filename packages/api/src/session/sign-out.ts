import { requireUser } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** Ends the caller's session. */
export async function signOut(ctx: ServiceContext): Promise<void> {
  const { sessionId } = requireUser(ctx.actor);
  await ctx.prisma.session.deleteMany({ where: { id: sessionId } });
}
