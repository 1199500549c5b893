/** What was started, to be stopped in reverse. */
export interface StopList {
  /** Remembers how to stop a part. */
  readonly add: (name: string, stop: () => Promise<void>) => void;
  /** Stops everything, last started first; a part that fails does not keep the others from stopping. */
  readonly stopAll: () => Promise<string[]>;
}

/** Creates an empty list. */
export function createStopList(): StopList {
  const parts: { name: string; stop: () => Promise<void> }[] = [];
  return {
    add: (name, stop) => parts.push({ name, stop }),
    stopAll: async () => {
      const failures: string[] = [];
      for (let part = parts.pop(); part; part = parts.pop()) {
        try {
          await part.stop();
        } catch (error) {
          failures.push(
            `${part.name} did not stop cleanly: ${error instanceof Error ? error.message : String(error)}`,
          );
        }
      }
      return failures;
    },
  };
}
