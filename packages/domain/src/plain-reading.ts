import { z } from "zod";
import { LABEL_PATTERN } from "./reading.ts";

/** Says of a value that JSON.parse gave whether it is plain. */
export type IsPlain = (value: unknown) => boolean;

const never: IsPlain = () => false;

/** The parts of JSON Schema that a check is made from; whatever else a schema says makes its field never plain. */
const fieldSchema = z.strictObject({
  type: z.enum(["number", "integer", "boolean", "string"]),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  pattern: z.string().optional(),
});
type Field = z.output<typeof fieldSchema>;

const objectSchema = z.object({
  properties: z.record(z.string(), z.unknown()),
  required: z.array(z.string()).default([]),
});

function isPlainNumber({ type, minimum, maximum, exclusiveMinimum }: Field): IsPlain {
  const least = minimum ?? exclusiveMinimum ?? -Number.MAX_VALUE;
  const most = maximum ?? Number.MAX_VALUE;
  const isWhole = type === "integer";
  return (value) =>
    typeof value === "number" &&
    value >= least &&
    value <= most &&
    value !== exclusiveMinimum &&
    (!isWhole || Number.isSafeInteger(value));
}

function isPlainLabel({ minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern }: Field): IsPlain {
  if (pattern !== LABEL_PATTERN.source) return never;
  return (value) => {
    if (typeof value !== "string" || value.length < minLength || value.length > maxLength) return false;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code < 0x20 || code > 0x7e) return false;
    }
    return true;
  };
}

function compileField(json: unknown): IsPlain {
  const anyOf = (json as { anyOf?: unknown }).anyOf;
  if (Array.isArray(anyOf)) {
    const options = anyOf.map(compileField);
    return (value) => options.some((isPlain) => isPlain(value));
  }
  const parsed = fieldSchema.safeParse(json);
  if (!parsed.success) return never;
  const field = parsed.data;
  if (field.type === "boolean") return (value) => typeof value === "boolean";
  return field.type === "string" ? isPlainLabel(field) : isPlainNumber(field);
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
  const { properties, required } = objectSchema.parse(
    z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }),
  );
  const fields = new Map(Object.entries(properties).map(([name, json]) => [name, compileField(json)]));
  return (value) => {
    if (typeof value !== "object" || value === null) return false;
    const object = value as Record<string, unknown>;
    for (const name in object) {
      const isPlain = fields.get(name);
      if (isPlain === undefined || !isPlain(object[name])) return false;
    }
    for (const name of required) if (object[name] === undefined) return false;
    for (const holds of refinements) if (!holds(object)) return false;
    return true;
  };
}
