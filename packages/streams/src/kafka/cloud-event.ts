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

type ReadHeaders = Readonly<Record<string, unknown>> | undefined;

/** The event's time, epoch ms; undefined when the record is not a CloudEvent with a time. */
export function cloudEventTimeMs(headers: ReadHeaders): number | undefined {
  const ms = Date.parse(textOf(headers?.ce_time) ?? "");
  return Number.isNaN(ms) ? undefined : ms;
}

/** Address of the schema of its value; undefined when the record is not a CloudEvent with one. */
export function cloudEventDataSchema(headers: ReadHeaders): string | undefined {
  return textOf(headers?.ce_dataschema);
}

function textOf(header: unknown): string | undefined {
  return header instanceof Uint8Array || typeof header === "string" ? String(header) : undefined;
}
