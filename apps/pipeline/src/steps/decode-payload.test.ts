import { expect, it } from "vitest";
import { wholeMessage } from "../testing/messages.ts";
import { createDecodePayloadStep } from "./decode-payload.ts";

const decodePayload = createDecodePayloadStep({ maxPayloadBytes: 100 });

it("passes JSON on as a value", () => {
  const result = decodePayload(wholeMessage('{"pm25":1}'));
  expect(result).toMatchObject({ type: "ok", value: { json: { pm25: 1 }, message: { deviceId: "air-1" } } });
});

it.each([
  ["", "empty-payload"],
  [" ".repeat(101), "too-large"],
  [Buffer.from([0xc3, 0x28]), "not-utf8"],
  [Buffer.from([0xed, 0xa0, 0x80]), "not-utf8"],
  ["{'pm25':1}", "invalid-json"],
  ['{"pm25":1}}', "invalid-json"],
  ["\ufeff{}", "invalid-json"],
])("sets %j aside as %s", (payload, reason) => {
  expect(decodePayload(wholeMessage(payload))).toMatchObject({ type: "deadLetter", reason });
});
