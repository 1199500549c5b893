import { TRPCClientError } from "@trpc/client";
import { afterEach, expect, it, vi } from "vitest";
import { createQueryClient, errorCode, refusalCode } from "./query-provider.tsx";
import { withTimeout } from "./request-timeout.ts";

afterEach(() => vi.unstubAllGlobals());

/** A network that answers nothing, and fails as a browser's does when the request is given up. */
function hangingNetwork() {
  const ask = (_url: unknown, { signal }: { signal: AbortSignal }) =>
    new Promise((_resolve, reject) => {
      const fail = () => reject(signal.reason);
      if (signal.aborted) fail();
      signal.addEventListener("abort", fail);
    });
  vi.stubGlobal("fetch", ask);
}

it("a request without an answer fails in time, with a word of its own", async () => {
  hangingNetwork();
  const error = await withTimeout(0.01)("/api/trpc").catch((cause) => TRPCClientError.from(cause));
  expect([errorCode(error), refusalCode(error)]).toEqual(["TIMEOUT", "timed_out"]);
});

it("what nobody waits for any more is given up at once, and is no timeout", async () => {
  hangingNetwork();
  const asked = withTimeout()("/api/trpc", { signal: AbortSignal.abort() });
  const error = await asked.catch((cause) => TRPCClientError.from(cause));
  expect(errorCode(error)).toBeUndefined();
});

it("a query that has waited that long is not asked twice more before the reader is told", async () => {
  hangingNetwork();
  let asked = 0;
  const ask = () => {
    asked += 1;
    return withTimeout(0.01)("/api/trpc").catch((cause) => Promise.reject(TRPCClientError.from(cause)));
  };
  await expect(createQueryClient().fetchQuery({ queryKey: ["a"], queryFn: ask })).rejects.toThrow();
  expect(asked).toBe(1);
});
