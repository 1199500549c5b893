/** A message on its way to the broker. */
export interface OutboxMessage {
  topic: string;
  payload: string;
}

export interface OutboxLimits {
  /** Messages sent but not yet acknowledged. */
  maxInFlight: number;
  /** Messages waiting to be sent; beyond that the oldest is given up. */
  maxWaiting: number;
}

export interface OutboxStats {
  acknowledged: number;
  /** Given up because the broker was away or too slow for longer than the buffer lasts. */
  givenUp: number;
  waiting: number;
  inFlight: number;
}

/** Bounded buffer between a source that keeps the wall clock and a broker that may be slow or away. */
export interface Outbox {
  /** Takes a message at once; the oldest waiting one is given up when the buffer is full. */
  offer(message: OutboxMessage): void;
  /** Takes a message when there is room; for sources that can wait. */
  put(message: OutboxMessage): Promise<void>;
  /** Resolves when everything taken so far is acknowledged or given up. */
  drained(): Promise<void>;
  stats(): OutboxStats;
}

/**
 * Creates an outbox over `send`, which resolves when the broker acknowledged. A `send` that rejects (the client was
 * ended) counts its message as given up: sending again over a new connection is the client's own job.
 */
export function createOutbox(send: (message: OutboxMessage) => Promise<void>, limits: OutboxLimits): Outbox {
  const waiting: OutboxMessage[] = [];
  let inFlight = 0;
  let acknowledged = 0;
  let givenUp = 0;
  let roomWaiters: (() => void)[] = [];
  let drainWaiters: (() => void)[] = [];

  function wake(): void {
    if (waiting.length < limits.maxWaiting) {
      const waiters = roomWaiters;
      roomWaiters = [];
      for (const resolve of waiters) resolve();
    }
    if (waiting.length === 0 && inFlight === 0) {
      const waiters = drainWaiters;
      drainWaiters = [];
      for (const resolve of waiters) resolve();
    }
  }

  function pump(): void {
    while (inFlight < limits.maxInFlight) {
      const message = waiting.shift();
      if (!message) break;
      inFlight += 1;
      send(message)
        .then(
          () => {
            acknowledged += 1;
          },
          () => {
            givenUp += 1;
          },
        )
        .finally(() => {
          inFlight -= 1;
          pump();
          wake();
        });
    }
  }

  return {
    offer: (message) => {
      if (waiting.length >= limits.maxWaiting) {
        waiting.shift();
        givenUp += 1;
      }
      waiting.push(message);
      pump();
    },
    put: async (message) => {
      while (waiting.length >= limits.maxWaiting) {
        await new Promise<void>((resolve) => roomWaiters.push(resolve));
      }
      waiting.push(message);
      pump();
    },
    drained: async () => {
      if (waiting.length === 0 && inFlight === 0) return;
      await new Promise<void>((resolve) => drainWaiters.push(resolve));
    },
    stats: () => ({ acknowledged, givenUp, waiting: waiting.length, inFlight }),
  };
}
