import type { Observation } from "@arterial/domain/observation";

type LoopReading = Observation<"traffic">;

/** Gives readings on in the order in which the database gives them back: by receipt, then device, then their own time. */
export interface InOrderOfReceipt {
  /** Holds a reading until all of its message are there. */
  take(reading: LoopReading, appendedAt: number): void;
  /** Gives on what was received before `receivedAt`; everything when it is not said. */
  release(receivedAt?: number): void;
}

/**
 * Creates the order. What is judged by the readings before it must come in the same order when it is read again, and
 * the readings of one message share their instant of receipt.
 */
export function createInOrderOfReceipt(
  give: (reading: LoopReading, appendedAt: number) => void,
): InOrderOfReceipt {
  let held: { reading: LoopReading; appendedAt: number }[] = [];

  function release(receivedAt?: number): void {
    if (held.length === 0 || held[0]?.reading.receivedAt === receivedAt) return;
    const ready = held;
    held = [];
    if (ready.length > 1) ready.sort((a, b) => compare(a.reading, b.reading));
    for (const { reading, appendedAt } of ready) give(reading, appendedAt);
  }

  return {
    take(reading, appendedAt) {
      release(reading.receivedAt);
      held.push({ reading, appendedAt });
    },
    release,
  };
}

function compare(a: LoopReading, b: LoopReading): number {
  if (a.deviceId !== b.deviceId) return a.deviceId < b.deviceId ? -1 : 1;
  return a.reading.ts - b.reading.ts;
}
