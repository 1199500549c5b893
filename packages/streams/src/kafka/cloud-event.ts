import type { EventAttributes } from "./topic-settings.ts";

/** Headers of a Kafka record that is a CloudEvent 1.0 in binary content mode (Kafka protocol binding 1.0.2, 3.2). */
export type CloudEventHeaders = Record<string, string>;

/** Writes the attributes of an event as headers. `timeMs` is the event's own time. */
export function cloudEventHeaders(event: EventAttributes, timeMs: number): CloudEventHeaders {
  return {
    ce_specversion: "1.0",
    ce_id: event.id,
    ce_source: event.source,
    ce_type: event.type,
    ce_subject: event.subject,
    ce_time: new Date(timeMs).toISOString(),
    ce_dataschema: event.dataSchema,
    "content-type": "application/json",
  };
}

/** The event's time, epoch ms; undefined when the record is not a CloudEvent with a time. */
export function cloudEventTimeMs(headers: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const time = headers?.ce_time;
  if (!(time instanceof Uint8Array) && typeof time !== "string") return undefined;
  const ms = Date.parse(String(time));
  return Number.isNaN(ms) ? undefined : ms;
}
