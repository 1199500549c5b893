/** An answer that has not come by then is not waited for any longer, s. */
export const REQUEST_TIMEOUT_S = 30;

/** Code of a request that got no answer in time, as the server's own codes are written. */
export const TIMED_OUT = "TIMEOUT";

type Fetch = (
  url: RequestInfo | URL,
  init?: Omit<RequestInit, "signal"> & { signal?: AbortSignal | null | undefined },
) => Promise<Response>;

/** The browser's fetch, given up after `timeoutS`: the server may hang, and nobody would be told. */
export function withTimeout(timeoutS = REQUEST_TIMEOUT_S): Fetch {
  return (url, init) => {
    const timeout = AbortSignal.timeout(timeoutS * 1000);
    return fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, timeout]) : timeout });
  };
}

/** True for what `withTimeout` fails with. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}
