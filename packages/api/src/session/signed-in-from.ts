import type { Prisma } from "@arterial/db/prisma";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext } from "../context.ts";
import { networkOf } from "./network-of.ts";

const SIGN_IN_ACTIONS = ["session.password", "session.one_time_link"] as const;

/** Adds to the audit that somebody signed in, by what, and from which network. */
export async function writeSignIn(
  tx: Prisma.TransactionClient,
  signIn: { action: (typeof SIGN_IN_ACTIONS)[number]; userId: string; remoteAddress: string },
): Promise<void> {
  const { action, userId, remoteAddress } = signIn;
  await writeAudit(
    tx,
    { type: "user", id: userId },
    { action, subjectType: "user", subjectId: userId, detail: { network: networkOf(remoteAddress) } },
  );
}

/** Whether an account has signed in from a network before, in whichever way. Asked for no account it takes as long. */
export async function hasSignedInFrom(
  ctx: ServiceContext,
  userId: string | undefined,
  network: string,
): Promise<boolean> {
  const entry = await ctx.prisma.auditEntry.findFirst({
    select: { id: true },
    where: {
      subjectType: "user",
      subjectId: userId ?? "",
      action: { in: [...SIGN_IN_ACTIONS] },
      detail: { path: ["network"], equals: network },
    },
  });
  return entry !== null;
}
