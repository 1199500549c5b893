import type { ServiceContext } from "../context.ts";
import { TooManyRequestsError } from "../errors.ts";
import { verifyPassword } from "./password.ts";

/**
 * Whether the password fits the hash of an account. Throws TooManyRequestsError after too many failures of the account from
 * one address, or of one address with whatever accounts, and while more passwords wait for being checked than may.
 */
export async function tryPassword(
  ctx: ServiceContext,
  attempt: { email: string; password: string; hash: string | null },
): Promise<boolean> {
  const { remoteAddress, accountLimiter, addressLimiter } = ctx;
  const account = `${remoteAddress} ${attempt.email}`;
  const retryAfterS = Math.max(
    accountLimiter.retryAfterS(account),
    addressLimiter.retryAfterS(remoteAddress),
  );
  if (retryAfterS > 0) throw new TooManyRequestsError(retryAfterS);
  // An attempt that is turned away here was none.
  const checking = ctx.passwordQueue.run(() => verifyPassword(attempt.password, attempt.hash));
  // Counted before the slow part, so that many attempts at once are no way around the limits.
  accountLimiter.recordFailure(account);
  addressLimiter.recordFailure(remoteAddress);
  const fits = await checking;
  if (fits) {
    accountLimiter.reset(account);
    // Not forgotten: one account of one's own must not open the way to try all others.
    addressLimiter.takeBack(remoteAddress);
  }
  return fits;
}
