import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteReader, type TraciValue } from "./byte-reader.ts";
import { ByteWriter, type OutgoingValue } from "./byte-writer.ts";
import { TYPE, VARIABLE } from "./constants.ts";
import {
  encodeMessage,
  getVariable,
  readAnswer,
  setVariable,
  simulationStep,
  subscribe,
} from "./messages.ts";

const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });
const { outgoing } = fc.letrec<{ outgoing: OutgoingValue }>((tie) => ({
  outgoing: fc.oneof(
    { depthSize: "small" },
    fc.record({ type: fc.constant("integer" as const), value: fc.integer() }),
    fc.record({ type: fc.constant("byte" as const), value: fc.integer({ min: -128, max: 127 }) }),
    fc.record({ type: fc.constant("double" as const), value: fc.double({ noNaN: true }) }),
    fc.record({ type: fc.constant("string" as const), value: latin1 }),
    fc.record({ type: fc.constant("stringList" as const), value: fc.array(latin1) }),
    fc.record({ type: fc.constant("compound" as const), value: fc.array(tie("outgoing"), { maxLength: 5 }) }),
  ),
}));

function plain({ type, value }: OutgoingValue): TraciValue {
  return type === "compound" ? value.map(plain) : (value as TraciValue);
}

describe("the TraCI codec", () => {
  it("reads back every value that it wrote", () => {
    fc.assert(
      fc.property(outgoing, (value) => {
        const reader = new ByteReader(new ByteWriter().typed(value).toBytes());
        expect(reader.typed()).toEqual(plain(value));
        expect(reader.hasMore).toBe(false);
      }),
    );
  });

  it("never reads past the end of a message that was cut, nor anything but a value or a protocol error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          new ByteReader(bytes).typed();
        } catch (error) {
          expect(error).toMatchObject({ code: "PROTOCOL" });
        }
      }),
    );
  });

  it("writes a get command as SUMO's own client does", () => {
    // Length, command length, 0xa4, variable 0x40, then "v1" with its length.
    expect(encodeMessage([getVariable("vehicle", VARIABLE.speed, "v1")]).toString("hex")).toBe(
      "0000000d09a440000000027631",
    );
  });

  it("writes the length of long commands in four more bytes", () => {
    const bytes = encodeMessage([getVariable("vehicle", VARIABLE.speed, "v".repeat(300))]);
    expect(bytes.readInt32BE(0)).toBe(bytes.length);
    expect(bytes[4]).toBe(0);
    expect(bytes.readInt32BE(5)).toBe(bytes.length - 4);
    expect(bytes[9]).toBe(0xa4);
  });

  it("reads the subscriptions that come with a step", () => {
    const body = new ByteWriter()
      .string("v1")
      .ubyte(1)
      .ubyte(VARIABLE.speed)
      .ubyte(0)
      .ubyte(TYPE.double)
      .double(8.5);
    const answer = new ByteWriter()
      .ubyte(7)
      .ubyte(0x02)
      .ubyte(0)
      .string("")
      .int(1)
      .ubyte(body.toBytes().length + 2)
      .ubyte(0xe4)
      .bytes(body.toBytes());
    expect(readAnswer(new ByteReader(answer.toBytes()), simulationStep())).toEqual([
      { domain: "vehicle", objectId: "v1", values: new Map([[VARIABLE.speed, 8.5]]) },
    ]);
  });

  it("hands on what SUMO says when it refuses, and notices an answer that is out of turn", () => {
    const refusal = new ByteWriter()
      .ubyte(20)
      .ubyte(0xc4)
      .ubyte(0xff)
      .string("Vehicle 'x' is not known")
      .toBytes();
    const command = setVariable("vehicle", VARIABLE.speed, "x", { type: "double", value: 0 });
    expect(() => readAnswer(new ByteReader(refusal), command)).toThrow(
      expect.objectContaining({ code: "REFUSED", message: "Vehicle 'x' is not known" }),
    );
    expect(() => readAnswer(new ByteReader(refusal), subscribe("vehicle", "x", []))).toThrow(
      expect.objectContaining({ code: "PROTOCOL" }),
    );
  });
});
