import type { ServiceContext } from "../context.ts";
import { TooManyRequestsError } from "../errors.ts";
import { networkOf } from "./network-of.ts";
import { verifyPassword } from "./password.ts";
import type { FailureLimit } from "./rate-limiter.ts";
import { hasSignedInFrom } from "./signed-in-from.ts";

/** Failures of one account from wherever they come: far more than its owner has, far too few to find a password. */
export const ACCOUNT_LIMIT: FailureLimit = { limit: 100, windowMs: 60 * 60 * 1000 };

/** A password that somebody gives for an account; `account` is null when there is none of that e-mail address. */
export interface PasswordAttempt {
  email: string;
  password: string;
  account: { id: string; passwordHash: string | null } | null;
}

/**
 * Whether the password is that of the account. Throws TooManyRequestsError after too many failures of the account from one
 * network, of one network with whatever accounts, or of the account from wherever, and while more passwords wait for being
 * checked than may. The last of the limits spares networks from which the account has signed in before: nobody is to lock
 * its owner out.
 */
export async function tryPassword(ctx: ServiceContext, attempt: PasswordAttempt): Promise<boolean> {
  const { accountLimiter, addressLimiter } = ctx;
  const { email, password, account } = attempt;
  const network = networkOf(ctx.remoteAddress);
  const accountHere = `${network} ${email}`;
  let retryAfterS = accountLimiter.retryAfterS(email);
  if (retryAfterS > 0 && (await hasSignedInFrom(ctx, account?.id, network))) retryAfterS = 0;
  // From here to the counting nothing is waited for, so that many attempts at once are no way around the limits.
  retryAfterS = Math.max(
    retryAfterS,
    accountLimiter.retryAfterS(accountHere),
    addressLimiter.retryAfterS(network),
  );
  if (retryAfterS > 0) throw new TooManyRequestsError(retryAfterS);
  // An attempt that is turned away here was none.
  const checking = ctx.passwordQueue.run(() => verifyPassword(password, account?.passwordHash ?? null));
  accountLimiter.recordFailure(accountHere);
  accountLimiter.recordFailure(email, ACCOUNT_LIMIT);
  addressLimiter.recordFailure(network);
  const fits = await checking;
  if (fits) {
    accountLimiter.reset(accountHere);
    // Not forgotten: its owner's signing in must not give others another hundred guesses.
    accountLimiter.takeBack(email);
    // Nor this: one account of one's own must not open the way to try all others.
    addressLimiter.takeBack(network);
  }
  return fits;
}
