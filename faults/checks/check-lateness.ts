import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { SEGMENT_WINDOWS } from "@arterial/domain/traffic/window-definitions";
import type { Message } from "../input/message.ts";
import { fingerprint } from "./stored-readings.ts";

/** Devices are never further apart than this, in seconds of event time; see `send-input.ts`. */
const APART_S = 35;
/** Event time may have passed by the clock while nothing came. */
const IDLE_MS = 60_000;

const { minute, fiveMinutes } = SEGMENT_WINDOWS;
const SOONEST_LATE_MS = minute.sizeMs + minute.graceMs - IDLE_MS;
const LATEST_IN_TIME_MS = fiveMinutes.sizeMs + fiveMinutes.graceMs + fiveMinutes.outOfOrdernessMs;

const streamOf = (kind: DeviceKind) => (kind === "vehicle" ? "traffic" : kind);

/** Newest time that the messages of a stream tell, up to and with each of their seconds. */
function newestBySecond(messages: readonly Message[]): Map<string, (second: number) => number> {
  const newest = new Map<string, { second: number; at: number }[]>();
  for (const { second, readings } of messages) {
    for (const { kind, reading } of readings) {
      const steps = newest.get(streamOf(kind)) ?? [];
      newest.set(streamOf(kind), steps);
      steps.push({ second, at: Math.max(reading.ts, steps.at(-1)?.at ?? reading.ts) });
    }
  }
  return new Map(
    [...newest].map(([stream, steps]) => [
      stream,
      (second) => steps[steps.findLastIndex((step) => step.second <= second)]?.at ?? Number.NEGATIVE_INFINITY,
    ]),
  );
}

/**
 * How many stored readings are marked as late that every possible order of arrival had in time, or the other way round.
 * What lies between depends on the order in which the devices' messages came. `messages` are in order of their seconds.
 */
export function countMismarked(messages: readonly Message[], stored: readonly Observation[]): number {
  const newest = newestBySecond(messages);
  const mustBe = new Map<string, boolean>();
  for (const { second, readings } of messages) {
    for (const sent of readings) {
      const newestAt = newest.get(streamOf(sent.kind));
      const { identity } = fingerprint(sent);
      if (!newestAt || mustBe.has(identity)) continue;
      const { ts } = sent.reading;
      if (ts < newestAt(second - APART_S) - LATEST_IN_TIME_MS) mustBe.set(identity, true);
      else if (ts >= newestAt(second + APART_S) - SOONEST_LATE_MS) mustBe.set(identity, false);
    }
  }
  return stored.filter((observation) => {
    const expected = mustBe.get(fingerprint(observation).identity);
    return expected !== undefined && expected !== observation.isLate;
  }).length;
}
