import type { DeviceKind } from "@arterial/domain/device-kind";
import { READING_SCHEMAS } from "@arterial/domain/observation";
import { LABEL_PATTERN } from "@arterial/domain/reading";
import { Ajv } from "ajv";
import { z } from "zod";

/** Says of a value that JSON.parse gave whether it is plain. */
export type IsPlain = (value: unknown) => boolean;

const never: IsPlain = () => false;

/** What a field's JSON Schema may say; whatever else one says makes its field never plain. */
const fieldSchema = z.strictObject({
  type: z.enum(["number", "integer", "boolean", "string"]),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.literal(LABEL_PATTERN.source).optional(),
});

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
});

type Field = z.output<typeof fieldSchema>;

/** A label in printable ASCII, which needs no expression and is as long as it has characters. */
function isPlainLabel({ minLength = 1, maxLength = Number.POSITIVE_INFINITY }: Field) {
  return (text: string): boolean => {
    if (text.length < minLength || text.length > maxLength) return false;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code < 0x20 || code > 0x7e) return false;
    }
    return true;
  };
}

/** The field as it is checked: of texts only labels, of which only those in printable ASCII are plain. */
function plainField(ajv: Ajv, json: unknown): object | undefined {
  const { anyOf } = json as { anyOf?: unknown };
  if (Array.isArray(anyOf))
    return anyOf.map((option) => plainField(ajv, option)).find((option) => option !== undefined);
  const { success, data } = fieldSchema.safeParse(json);
  if (!success) return undefined;
  if (data.type !== "string") return data;
  if (data.pattern === undefined) return undefined;
  const format = `label-${data.minLength}-${data.maxLength}`;
  ajv.addFormat(format, isPlainLabel(data));
  return { type: "string", format };
}

function plainObject(ajv: Ajv, schema: z.ZodObject) {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const { properties, required } = objectSchema.parse(json);
  const fields = Object.entries(properties).map(([name, field]) => [name, plainField(ajv, field)] as const);
  const known = Object.fromEntries(fields.filter(([, field]) => field !== undefined));
  return { type: "object", properties: known, required, additionalProperties: false };
}

/** The schema's own refinements: they see the value as the schema would give it to them. */
function refinementsOf(schema: z.ZodObject): IsPlain[] | undefined {
  const refinements: IsPlain[] = [];
  for (const check of schema.def.checks ?? []) {
    const { check: name, fn } = check._zod.def as { check: string; fn?: IsPlain };
    if (name !== "custom" || fn === undefined) return undefined;
    refinements.push(fn);
  }
  return refinements;
}

/**
 * Compiles a quick check from a schema of flat objects. A value is plain when the schema would accept it and give back
 * the same: known fields only, each within its bounds. Of any other value it says nothing, and the schema has to be
 * asked. A kind of field that it does not know is never plain.
 */
export function compileIsPlain(schema: z.ZodObject): IsPlain {
  const refinements = refinementsOf(schema);
  if (refinements === undefined) return never;
  const ajv = new Ajv({ strictRequired: false, messages: false });
  const names = refinements.map((holds, n) => {
    const keyword = `refinement${n}`;
    ajv.addKeyword({ keyword, type: "object", schema: false, errors: false, validate: holds });
    return keyword;
  });
  const kept = Object.fromEntries(names.map((name) => [name, true]));
  return ajv.compile({ ...plainObject(ajv, schema), ...kept });
}

/** Quick checks made from the schemas: whether a value of JSON.parse is a reading of its kind just as it stands. */
export const IS_PLAIN_READING: Readonly<Record<DeviceKind, IsPlain>> = {
  traffic: compileIsPlain(READING_SCHEMAS.traffic),
  vehicle: compileIsPlain(READING_SCHEMAS.vehicle),
  air: compileIsPlain(READING_SCHEMAS.air),
  parking: compileIsPlain(READING_SCHEMAS.parking),
  weather: compileIsPlain(READING_SCHEMAS.weather),
  camera: compileIsPlain(READING_SCHEMAS.camera),
};
