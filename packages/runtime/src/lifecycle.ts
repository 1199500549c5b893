import type { Logger } from "./logger.ts";

/** What a part hands back when it has started: its value for others, and how to stop it. */
export interface Started<T> {
  value: T;
  stop: () => Promise<void> | void;
}

/** Starts parts in order and stops them in reverse; whoever starts something returns its `stop`. */
export interface Scope {
  /**
   * Starts one part and remembers its `stop`. When it fails, everything started before is stopped and the error
   * is thrown on.
   */
  start<T>(name: string, start: () => Promise<Started<T>> | Started<T>): Promise<T>;
  /** Stops everything in reverse order of start. A failing `stop` does not keep the others from running. */
  stop(): Promise<void>;
}

/** Creates an empty scope. */
export function createScope(logger: Logger): Scope {
  const running: { name: string; stop: () => Promise<void> | void }[] = [];
  let stopping: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    const failures: unknown[] = [];
    for (let part = running.pop(); part; part = running.pop()) {
      try {
        await part.stop();
        logger.debug({ part: part.name }, "part stopped");
      } catch (cause) {
        failures.push(new Error(`${part.name} did not stop cleanly`, { cause }));
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "some parts did not stop cleanly");
  }

  const scope: Scope = {
    start: async (name, start) => {
      if (stopping) throw new Error(`${name} was started while its process stops`);
      try {
        const { value, stop } = await start();
        if (stopping) await stop();
        if (stopping) throw new Error("its process stopped meanwhile");
        running.push({ name, stop });
        logger.debug({ part: name }, "part started");
        return value;
      } catch (cause) {
        await scope.stop().catch((error: unknown) => logger.error({ err: error }, "rollback failed"));
        throw new Error(`${name} did not start`, { cause });
      }
    },
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
  };
  return scope;
}

/** Tells the supervisor, when there is one, that this process is ready for work. */
export function announceReady(): void {
  process.send?.({ type: "ready" });
}

/** Tells the supervisor, when there is one, what this process is busy with: one short sentence. */
export function announceProgress(text: string): void {
  process.send?.({ type: "progress", text });
}
