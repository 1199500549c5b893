import { READING_SCHEMAS } from "@arterial/domain/observation";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { findBreaks, type Schema } from "./find-breaks.ts";

const schemaOf = (type: z.ZodType) => z.toJSONSchema(type, { io: "input" }) as Schema;
const base = { id: z.string(), n: z.number().min(0).max(10), kind: z.enum(["a", "b"]).optional() };
const older = schemaOf(z.object(base));

describe("a change of a schema", () => {
  it.each<[string, z.ZodType]>([
    ["nothing", z.object(base)],
    ["an optional property more", z.object({ ...base, more: z.string().optional() })],
    ["wider bounds", z.object({ ...base, n: z.number().min(-1).max(11) })],
    ["no bounds", z.object({ ...base, n: z.number() })],
    ["a value more", z.object({ ...base, kind: z.enum(["a", "b", "c"]).optional() })],
    ["an alternative more", z.object({ ...base, id: z.union([z.string(), z.null()]) })],
    ["a property that need not be there", z.object({ ...base, id: z.string().optional() })],
  ])("is compatible: %s", (_change, newer) => {
    expect(findBreaks(older, schemaOf(newer))).toEqual([]);
  });

  it.each<[string, z.ZodType, string]>([
    ["a property gone", z.object({ id: base.id, kind: base.kind }), "value.n is gone"],
    ["a new property needed", z.object({ ...base, more: z.string() }), "value.more must be there"],
    [
      "narrower bounds",
      z.object({ ...base, n: z.number().min(1).max(10) }),
      "minimum of value.n is stricter",
    ],
    ["new bounds", z.object({ ...base, id: z.string().max(3) }), "maxLength of value.id is stricter"],
    ["a value gone", z.object({ ...base, kind: z.enum(["a"]).optional() }), "value.kind allows fewer values"],
    ["another type", z.object({ ...base, id: z.number() }), "value.id is another type"],
    ["whole numbers only", z.object({ ...base, n: z.int() }), "value.n is another type"],
    ["a pattern", z.object({ ...base, id: z.string().regex(/^a/) }), "pattern of value.id is stricter"],
    ["no other properties", z.strictObject(base), "value allows no other properties"],
  ])("is a break: %s", (_change, newer, why) => {
    expect(findBreaks(older, schemaOf(newer)).join()).toContain(why);
  });

  it("is looked for in lists, maps and alternatives", () => {
    const nested = (inner: z.ZodType) => schemaOf(z.array(z.record(z.string(), z.union([inner, z.null()]))));
    expect(findBreaks(nested(z.number()), nested(z.number()))).toEqual([]);
    expect(findBreaks(nested(z.number()), nested(z.int()))).not.toEqual([]);
    const pair = (inner: z.ZodType) => schemaOf(z.tuple([z.number(), inner]));
    expect(findBreaks(pair(z.number()), pair(z.string()))).not.toEqual([]);
  });

  it("finds no break of any reading with itself", () => {
    for (const schema of Object.values(READING_SCHEMAS)) {
      expect(findBreaks(schemaOf(schema), schemaOf(schema))).toEqual([]);
    }
  });
});
