/** Partitions that somebody wants paused: one is read again when nobody does any more. */
export interface Pauses {
  /** Pauses a partition by `pause`, unless it is paused already; the returned function says that one no longer needs it. */
  pause(partition: string, pause: () => () => void): () => void;
}

/** Creates it with nothing paused. */
export function createPauses(): Pauses {
  const held = new Map<string, { count: number; resume: () => void }>();
  return {
    pause: (partition, pause) => {
      const hold = held.get(partition) ?? { count: 0, resume: pause() };
      hold.count += 1;
      held.set(partition, hold);
      let isWanted = true;
      return () => {
        if (!isWanted) return;
        isWanted = false;
        hold.count -= 1;
        if (hold.count > 0) return;
        held.delete(partition);
        hold.resume();
      };
    },
  };
}
