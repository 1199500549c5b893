import { expect, it } from "vitest";
import { cloudEventDataSchema, cloudEventHeaders, cloudEventTimeMs } from "./cloud-event.ts";

const event = {
  id: "air|air-1|1|",
  source: "/arterial/ingest",
  type: "city.arterial.air-quality",
  subject: "air-1",
  dataSchema: "urn:arterial:schema:air-quality:1",
};

it("writes every required attribute of CloudEvents 1.0, and the event's own time", () => {
  const timeMs = Date.UTC(2026, 5, 1, 12);
  const headers = cloudEventHeaders(event, timeMs);
  expect(headers).toEqual({
    ce_specversion: "1.0",
    ce_id: event.id,
    ce_source: event.source,
    ce_type: event.type,
    ce_subject: event.subject,
    ce_time: "2026-06-01T12:00:00.000Z",
    ce_dataschema: event.dataSchema,
    "content-type": "application/json",
  });
  expect(cloudEventTimeMs(headers)).toBe(timeMs);
  expect(cloudEventTimeMs({ ce_time: Buffer.from(headers.ce_time ?? "") })).toBe(timeMs);
});

it.each([[undefined], [{}], [{ ce_time: "yesterday" }], [{ ce_time: 7 }]])(
  "finds no time in %j",
  (headers) => {
    expect(cloudEventTimeMs(headers)).toBeUndefined();
  },
);

it("tells by which schema a record was written", () => {
  const { ce_dataschema = "" } = cloudEventHeaders(event, 0);
  expect(cloudEventDataSchema({ ce_dataschema })).toBe(event.dataSchema);
  expect(cloudEventDataSchema({ ce_dataschema: Buffer.from(ce_dataschema) })).toBe(event.dataSchema);
  expect(cloudEventDataSchema({})).toBeUndefined();
  expect(cloudEventDataSchema(undefined)).toBeUndefined();
});
