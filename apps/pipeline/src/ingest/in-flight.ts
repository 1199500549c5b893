/** Work under way. */
export type InFlight = ReturnType<typeof createInFlight>;

/** Counts work under way, so that a stop can wait for it. */
export function createInFlight() {
  const running = new Set<Promise<unknown>>();
  return {
    /** Work that several wait for, such as the messages of one group, is tracked once. */
    track: <T>(work: Promise<T>): Promise<T> => {
      if (running.has(work)) return work;
      running.add(work);
      const remove = () => void running.delete(work);
      work.then(remove, remove);
      return work;
    },
    size: () => running.size,
    /** Resolves when everything under way has ended, or after `withinMs`. */
    settle: async (withinMs: number): Promise<void> => {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([Promise.allSettled([...running]), deadline]);
      clearTimeout(timer);
    },
  };
}
