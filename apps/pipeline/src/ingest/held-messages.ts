/** What a small message takes in memory besides its payload, until it is safe. */
const MESSAGE_BYTES = 1_024;

/** Messages that were taken and are not safe yet. */
export interface HeldMessages {
  /** Counts a message until its promise has settled. */
  add(payloadBytes: number, taken: Promise<unknown>): void;
  isFull(): boolean;
  /** Calls back at once while there is room, else as soon as there is. */
  whenRoom(go: () => void): void;
  /** Forgets who waits for room. */
  forgetWaiting(): void;
}

/** Creates the count; there is room below `maxBytes`. */
export function createHeldMessages(maxBytes: number): HeldMessages {
  let heldBytes = 0;
  let waiting: (() => void)[] = [];

  function release(bytes: number): void {
    heldBytes -= bytes;
    while (heldBytes < maxBytes) {
      const go = waiting.shift();
      if (!go) return;
      go();
    }
  }

  return {
    add: (payloadBytes, taken) => {
      const bytes = payloadBytes + MESSAGE_BYTES;
      heldBytes += bytes;
      const end = () => release(bytes);
      taken.then(end, end);
    },
    isFull: () => heldBytes >= maxBytes,
    whenRoom: (go) => {
      if (heldBytes < maxBytes) go();
      else waiting.push(go);
    },
    forgetWaiting: () => {
      waiting = [];
    },
  };
}
