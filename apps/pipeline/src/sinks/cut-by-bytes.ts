/**
 * Cuts a list, in its order, into parts of at most `maxBytes` together; something larger than that is a part by itself.
 */
export function cutByBytes<T>(
  items: readonly T[],
  { bytesOf, maxBytes }: { bytesOf: (item: T) => number; maxBytes: number },
): T[][] {
  const parts: T[][] = [];
  let part: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = bytesOf(item);
    if (part.length === 0 || bytes + size > maxBytes) {
      part = [];
      parts.push(part);
      bytes = 0;
    }
    part.push(item);
    bytes += size;
  }
  return parts;
}
