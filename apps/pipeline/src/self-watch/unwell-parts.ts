import type { UnwellPart } from "@arterial/domain/live/frame";
import type { Clock } from "@arterial/runtime/clock";
import type { Health } from "@arterial/runtime/health";
import type { Started } from "@arterial/runtime/lifecycle";

const ASK_EVERY_MS = 5_000;

/** Asks every part of this process how it is, every few seconds, and keeps those that are not well. */
export function startUnwellParts(health: Health, clock: Clock): Started<() => readonly UnwellPart[]> {
  let unwell: readonly UnwellPart[] = [];
  const stop = clock.every(ASK_EVERY_MS, async () => {
    const { parts } = await health.report();
    unwell = Object.entries(parts).flatMap(([part, { status, detail = "" }]) =>
      status === "ok" ? [] : [{ part, status, detail }],
    );
  });
  return { value: () => unwell, stop };
}
