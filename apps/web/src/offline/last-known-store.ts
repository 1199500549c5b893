/** Where `public/offline/offline.js` reads it. */
export const LAST_KNOWN_KEY = "arterial.lastKnown";

/** Takes away what this device kept of the city; whoever comes next must not read what somebody else saw. */
export function forgetLastKnown(): void {
  localStorage.removeItem(LAST_KNOWN_KEY);
}

/** Longer than the server takes to cut off the other tabs of a session that has ended, ms. */
const PAUSE_MS = 15_000;

/** Keeps what one tab knows. */
export interface LastKnownKeeper {
  keep(text: string, nowMs: number): void;
}

/**
 * A keeper that finds gone what it kept knows that it was taken away: perhaps another tab has signed out, and this one's
 * line is still live for a moment. It keeps nothing for `PAUSE_MS` then; a tab without a session is not live any more after.
 */
export function createLastKnownKeeper(
  storage: Pick<Storage, "getItem" | "setItem"> = localStorage,
): LastKnownKeeper {
  let hasKept = false;
  let pausedUntilMs = Number.NEGATIVE_INFINITY;
  return {
    keep(text, nowMs) {
      if (nowMs < pausedUntilMs) return;
      if (hasKept && storage.getItem(LAST_KNOWN_KEY) === null) {
        hasKept = false;
        pausedUntilMs = nowMs + PAUSE_MS;
        return;
      }
      storage.setItem(LAST_KNOWN_KEY, text);
      hasKept = true;
    },
  };
}
