import type { TimedRecord } from "./merged-delivery.ts";
import type { JoinedSource, TailReading } from "./tail-reading.ts";
import type { TailListener } from "./tail-source.ts";

type Push = TailListener["push"];

/** A partition on its way from one source to the other. */
interface Crossing {
  /** Where what the next source gives begins. */
  from: number;
  /** What it gave before the first source came to there. */
  held: { records: readonly TimedRecord[]; rest: Parameters<Push>[2] }[];
  isOver: boolean;
}

/** Whether every partition that either source knows of has gone over. */
function isThrough(
  positions: ReadonlyMap<string, number>,
  crossings: ReadonlyMap<string, Crossing>,
): boolean {
  return [...positions.keys(), ...crossings.keys()].every((name) => crossings.get(name)?.isOver);
}

/** Gives each record once, whichever source it comes from. */
function createGiving(push: Push) {
  /** Where each partition was given up to. */
  const positions = new Map<string, number>();
  const give: Push = (name, records, { next: read, pause }) => {
    const given = positions.get(name) ?? 0;
    const isAllNew = (records[0]?.record.offset ?? given) >= given;
    const fresh = isAllNew ? records : records.filter(({ record }) => record.offset >= given);
    positions.set(name, Math.max(given, read));
    push(name, fresh, { next: Math.max(given, read), pause });
  };
  return { positions, give };
}

/**
 * Listens to a source that begins in the past, and once that has caught up to the one that reads what comes next for all,
 * which is joined then: every partition goes over at the record where the other began, and the first source ends. Nothing
 * is missed or given twice.
 */
export function listenFromPast(
  past: JoinedSource,
  join: () => JoinedSource,
  { topics, expect, extend, push }: TailListener,
): TailReading {
  const { positions, give } = createGiving(push);
  const crossings = new Map<string, Crossing>();
  let next: JoinedSource | undefined;
  let leaveNext = (): void => {};
  let hasPast = true;
  const leavePast = past.source.listen({ topics, expect: begin, extend, push: takePast });

  /** A partition that was added meanwhile is told of by both sources. */
  function begin(name: string, from: number, end: number): void {
    if (positions.has(name)) return;
    positions.set(name, from);
    expect(name, from, end);
  }

  async function endPast(): Promise<void> {
    if (!hasPast) return;
    hasPast = false;
    leavePast();
    await past.release();
  }

  function takePast(...[name, records, rest]: Parameters<Push>): void {
    const crossing = crossings.get(name);
    if (crossing?.isOver) return;
    give(name, records, rest);
    if (crossing) cross(name, crossing);
    else if (past.source.lag(topics) === 0) joinNext();
  }

  function cross(name: string, crossing: Crossing): void {
    if ((positions.get(name) ?? 0) < crossing.from) return;
    crossing.isOver = true;
    for (const { records, rest } of crossing.held.splice(0)) give(name, records, rest);
    if (isThrough(positions, crossings)) void endPast();
  }

  function joinNext(): void {
    if (next) return;
    next = join();
    leaveNext = next.source.listen({ topics, expect: beginNext, extend, push: takeNext });
  }

  function beginNext(name: string, from: number, end: number): void {
    const crossing: Crossing = { from, held: [], isOver: false };
    // What stands before it in a partition that was added is for the first source to find: all of that is new.
    if (from === 0) begin(name, from, end);
    crossings.set(name, crossing);
    cross(name, crossing);
  }

  function takeNext(...[name, records, rest]: Parameters<Push>): void {
    const crossing = crossings.get(name);
    if (crossing?.isOver) give(name, records, rest);
    else crossing?.held.push({ records, rest });
  }

  return {
    ready: past.source.ready,
    lag: () => {
      if (!hasPast) return next?.source.lag(topics) ?? 0;
      const held = [...crossings.values()].flatMap((crossing) => crossing.held);
      return past.source.lag(topics) + held.reduce((sum, { records }) => sum + records.length, 0);
    },
    leave: async () => {
      leaveNext();
      await endPast();
      await next?.release();
    },
  };
}
