import type { KnownEnds } from "./end-watch.ts";

/** Notices when nothing goes on although there is more: known ends are told of every quarter of a second. */
export interface Standstill {
  /** A partition was read up to an offset. */
  read(partition: string, next: number): void;
  /** Something was given. */
  given(): void;
  /** Counts known ends; `isWaiting` while more is known to be there and nothing is being given. True when it is too long. */
  isOver(known: KnownEnds, isWaiting: boolean): boolean;
}

/**
 * Creates it; more than so many known ends in a row are too long. While a backlog is read it is no wonder that nothing is
 * given: partitions come in turn, those that are far behind first. What is read of the others as it is appended proves
 * nothing. Ends are counted, not time: a process that was held up itself finds much to read and has to be let.
 */
export function createStandstill(mostEnds: number): Standstill {
  let known: KnownEnds | undefined;
  let knownBefore: KnownEnds | undefined;
  let waited = 0;
  let isReadingBacklog = false;
  return {
    read: (partition, next) => {
      // The last ends may be younger than what has just been fetched; whoever is behind those before them has a backlog.
      isReadingBacklog ||= next < (knownBefore?.ends.get(partition) ?? 0);
    },
    given: () => {
      waited = 0;
    },
    isOver: (ends, isWaiting) => {
      waited = isWaiting && !isReadingBacklog ? waited + 1 : 0;
      isReadingBacklog = false;
      [knownBefore, known] = [known, ends];
      return waited > mostEnds;
    },
  };
}
