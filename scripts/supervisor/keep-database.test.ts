import { describe, expect, it } from "vitest";
import { keepDatabaseRunning } from "./keep-database.ts";

function server(restart: () => Promise<ReturnType<typeof server>>) {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  return { ended, restart, end, stop: async () => end() };
}

const logFile = "postgres.log";
const backoff = { next: () => 0 };

describe("a database that is kept running", () => {
  it("is started again after a restart that failed, and after the next end", async () => {
    const stopping = new AbortController();
    const told: string[] = [];
    const third = server(() => Promise.reject(new Error("never")));
    const second = server(async () => third);
    let attempts = 0;
    const first = server(async () => {
      attempts++;
      if (attempts < 3) throw new Error("not ready");
      second.end();
      return second;
    });
    const { promise: hasThird, resolve } = Promise.withResolvers<void>();
    const tell = (text: string) => {
      told.push(text.replace(/;.*/, ""));
      if (told.filter((line) => line === "the database runs again").length === 2) resolve();
    };
    const kept = keepDatabaseRunning(first, { signal: stopping.signal, logFile, tell, backoff });
    first.end();
    await hasThird;
    stopping.abort();
    await kept.stop();
    await kept.done;
    expect(told).toEqual([
      "the database ended by itself",
      "the database did not start again: not ready",
      "the database did not start again: not ready",
      "the database runs again",
      "the database ended by itself",
      "the database runs again",
    ]);
  });

  it("is stopped when it comes back after everything was told to stop", async () => {
    const stopping = new AbortController();
    const second = server(() => Promise.reject(new Error("never")));
    const first = server(async () => {
      stopping.abort();
      return second;
    });
    const kept = keepDatabaseRunning(first, { signal: stopping.signal, logFile, tell: () => {}, backoff });
    first.end();
    await kept.done;
    await expect(second.ended).resolves.toBeUndefined();
  });

  it("is stopped before its stop is over, also when a start of it is under way", async () => {
    const stopping = new AbortController();
    const starting = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let hasStopped = false;
    const second = server(() => Promise.reject(new Error("never")));
    const stop = async () => {
      hasStopped = true;
    };
    const first = server(async () => {
      starting.resolve();
      await begun.promise;
      return { ...second, stop };
    });
    const kept = keepDatabaseRunning(first, { signal: stopping.signal, logFile, tell: () => {}, backoff });
    first.end();
    await starting.promise;
    stopping.abort();
    const stopped = kept.stop();
    begun.resolve();
    await stopped;
    expect(hasStopped).toBe(true);
  });

  it("that does not stop after such a start is told of", async () => {
    const stopping = new AbortController();
    const told: string[] = [];
    const first = server(async () => {
      stopping.abort();
      return {
        ...server(() => Promise.reject(new Error("never"))),
        stop: () => Promise.reject(new Error("stuck")),
      };
    });
    const tell = (text: string) => void told.push(text);
    const kept = keepDatabaseRunning(first, { signal: stopping.signal, logFile, tell, backoff });
    first.end();
    await kept.done;
    expect(told.at(-1)).toBe("nobody looks after the database any more: stuck");
  });

  it("is let go at once when it never ends, as one that somebody else runs", async () => {
    const stopping = new AbortController();
    const external = server(() => Promise.reject(new Error("never")));
    const elsewhere = { ...external, stop: async () => {} };
    const kept = keepDatabaseRunning(elsewhere, {
      signal: stopping.signal,
      logFile,
      tell: () => {},
      backoff,
    });
    stopping.abort();
    await kept.stop();
    await expect(kept.done).resolves.toBeUndefined();
  });
});
