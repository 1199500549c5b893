/** Something with the time at which it was appended, and the one at which it came in before that; both epoch ms. */
export interface Timed {
  appendedAt: number;
  receivedAt: number;
}

/**
 * Merges the partitions of a log into one sequence by the time of appending, as a reader that was never behind saw it.
 * That time is told in whole milliseconds, within which a message may be answered and the next one appended: what has the
 * same goes by receipt.
 */
export interface TimeMerge<R extends Timed> {
  /** Tells of a partition: it is waited for until its reader has come to `end`. */
  expect(partition: string, from: number, end: number): void;
  /** Tells that a partition is known to go on to `end`: it is waited for until then. False for one that is not expected. */
  extend(partition: string, end: number): boolean;
  /** Adds what was read of a partition next; `next` is the offset behind it. */
  push(partition: string, records: readonly R[], next: number): void;
  /**
   * Takes up to `most` records whose place in the sequence is certain: no partition that is known to hold more is behind
   * them. Where one has been read to its end, only records up to `untilMs` are taken, since it may get others.
   */
  take(most: number, untilMs?: number): R[];
  /** Partitions that are known to hold records that were not read. */
  behind(): string[];
  /** Records that wait of a partition. */
  waiting(partition: string): number;
  /** Records that wait of all, and those that are known to be there and have not been read. */
  lag(): number;
}

interface Partition<R> {
  records: R[];
  /** Records that were taken; those behind them wait. */
  head: number;
  next: number;
  end: number;
}

/** Fewer taken records than this may stay where they are. */
const FEW_TAKEN = 1_000;

/** Lets go of what was taken once it is most of what is held: a partition of a busy log may never have nothing waiting. */
function letGo<R>(partition: Partition<R>): void {
  const { records, head } = partition;
  if (head === 0) return;
  if (head < records.length && (head <= FEW_TAKEN || head <= records.length / 2)) return;
  partition.records = records.slice(head);
  partition.head = 0;
}

const NEVER: Timed = { appendedAt: Number.POSITIVE_INFINITY, receivedAt: Number.POSITIVE_INFINITY };

function isBefore(a: Timed, b: Timed): boolean {
  return a.appendedAt < b.appendedAt || (a.appendedAt === b.appendedAt && a.receivedAt < b.receivedAt);
}

/** Creates an empty merge. */
export function createTimeMerge<R extends Timed>(): TimeMerge<R> {
  const partitions = new Map<string, Partition<R>>();
  const isEmpty = ({ records, head }: Partition<R>) => head === records.length;

  function nextPartition(untilMs: number): Partition<R> | undefined {
    let first: Partition<R> | undefined;
    let earliest: Timed = NEVER;
    let isOneAtItsEnd = false;
    for (const partition of partitions.values()) {
      if (isEmpty(partition)) {
        if (partition.next < partition.end) return undefined;
        isOneAtItsEnd = true;
        continue;
      }
      const next = partition.records[partition.head] as R;
      if (!isBefore(next, earliest)) continue;
      first = partition;
      earliest = next;
    }
    return isOneAtItsEnd && earliest.appendedAt > untilMs ? undefined : first;
  }

  return {
    expect: (name, from, end) => void partitions.set(name, { records: [], head: 0, next: from, end }),
    extend: (name, end) => {
      const partition = partitions.get(name);
      if (partition) partition.end = Math.max(partition.end, end);
      return partition !== undefined;
    },
    push: (name, records, next) => {
      const partition = partitions.get(name);
      if (!partition) return;
      for (const record of records) partition.records.push(record);
      partition.next = next;
    },
    take: (most, untilMs = Number.POSITIVE_INFINITY) => {
      const taken: R[] = [];
      while (taken.length < most) {
        const partition = nextPartition(untilMs);
        if (!partition) break;
        taken.push(partition.records[partition.head] as R);
        partition.head += 1;
      }
      for (const partition of partitions.values()) letGo(partition);
      return taken;
    },
    behind: () => [...partitions].flatMap(([name, { next, end }]) => (next < end ? [name] : [])),
    waiting: (name) => {
      const partition = partitions.get(name);
      return partition ? partition.records.length - partition.head : 0;
    },
    lag: () => {
      let total = 0;
      for (const { records, head, next, end } of partitions.values())
        total += records.length - head + Math.max(0, end - next);
      return total;
    },
  };
}
