/**
 * Instants of receipt, epoch ms, no two of them the same: messages of one millisecond are microseconds apart, which is
 * what the database keeps, so that they are read back in the order in which they came.
 */
export function createReceiptStamps(now: () => number): () => number {
  let lastUs = 0;
  return () => {
    lastUs = Math.max(Math.round(now() * 1_000), lastUs + 1);
    return lastUs / 1_000;
  };
}
