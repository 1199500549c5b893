import type { Observation } from "@arterial/domain/observation";
import type { Message } from "../input/message.ts";
import { fingerprint } from "./stored-readings.ts";

/** How what is stored differs from what was sent. All are 0 when exactly once holds. */
export interface ReadingsVerdict {
  stored: number;
  /** Acknowledged and not stored. */
  lost: number;
  /** Stored more than once. */
  repeated: number;
  /** Stored and never sent, or with other values than sent. */
  invented: number;
}

/** Compares stored readings with those of the sent and of the acknowledged messages. */
export function checkReadings(
  messages: readonly Message[],
  ledger: { sent: ReadonlySet<number>; acknowledged: ReadonlySet<number> },
  stored: readonly Observation[],
): ReadingsVerdict {
  const sent = new Map<string, string>();
  const acknowledged = new Set<string>();
  messages.forEach((message, number) => {
    for (const reading of message.readings) {
      const { identity, values } = fingerprint(reading);
      if (ledger.sent.has(number)) sent.set(identity, values);
      if (ledger.acknowledged.has(number)) acknowledged.add(identity);
    }
  });
  const found = new Set<string>();
  let repeated = 0;
  let invented = 0;
  for (const observation of stored) {
    const { identity, values } = fingerprint(observation);
    if (found.has(identity)) repeated += 1;
    if (sent.get(identity) !== values) invented += 1;
    found.add(identity);
  }
  const lost = [...acknowledged].filter((identity) => !found.has(identity)).length;
  return { stored: stored.length, lost, repeated, invented };
}
