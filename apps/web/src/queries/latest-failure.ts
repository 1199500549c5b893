/** What is looked at of a change that was sent to the server. */
interface Change {
  isError: boolean;
  error: unknown;
  /** Epoch ms; 0 when nothing was sent. */
  submittedAt: number;
}

/**
 * Why the change that was sent last failed; null when it did not. One that failed before is of no interest any more,
 * though its own form would still say so.
 */
export function latestFailure(changes: readonly Change[]): unknown {
  let latest: Change | undefined;
  for (const change of changes) {
    if (change.submittedAt > 0 && change.submittedAt >= (latest?.submittedAt ?? 0)) latest = change;
  }
  return latest?.isError ? latest.error : null;
}
