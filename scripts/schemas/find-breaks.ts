/** The part of JSON Schema that the topics' schemas are written in. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly propertyNames?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly [keyword: string]: unknown;
}

const LOWER_BOUNDS = ["minimum", "exclusiveMinimum", "minLength", "minItems"];
const UPPER_BOUNDS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems"];
/** Keywords that must not change unless they go. */
const FIXED = ["pattern", "format", "contentEncoding", "multipleOf"];

/**
 * What would keep a reader of the new schema from reading a value that the old one allows, one sentence each; empty when
 * the change is backward compatible. A property that goes counts as a break: somebody read it.
 */
export function findBreaks(older: Schema, newer: Schema, at = "value"): string[] {
  if (older.anyOf || newer.anyOf) return findAlternativeBreaks(older, newer, at);
  return [
    ...findTypeBreaks(older, newer, at),
    ...findBoundBreaks(older, newer, at),
    ...findPropertyBreaks(older, newer, at),
    ...findItemBreaks(older, newer, at),
  ];
}

function findAlternativeBreaks(older: Schema, newer: Schema, at: string): string[] {
  const wanted = older.anyOf ?? [older];
  const offered = newer.anyOf ?? [newer];
  const isLost = (from: Schema) => !offered.some((to) => findBreaks(from, to, at).length === 0);
  return wanted.some(isLost) ? [`${at} allows less than before`] : [];
}

function listTypes({ type }: Schema): readonly string[] {
  return type === undefined ? [] : typeof type === "string" ? [type] : type;
}

function listValues(schema: Schema): readonly unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function findTypeBreaks(older: Schema, newer: Schema, at: string): string[] {
  const types = listTypes(newer);
  const isKept = (type: string) => types.includes(type) || (type === "integer" && types.includes("number"));
  const breaks = types.length > 0 && !listTypes(older).every(isKept) ? [`${at} is another type`] : [];
  const allowed = listValues(newer);
  const values = listValues(older);
  if (allowed && !values?.every((value) => allowed.includes(value))) breaks.push(`${at} allows fewer values`);
  return breaks;
}

function findBoundBreaks(older: Schema, newer: Schema, at: string): string[] {
  const isTighter = (name: string, isBeyond: (from: number, to: number) => boolean) => {
    const from = older[name];
    const to = newer[name];
    return typeof to === "number" && (typeof from !== "number" || isBeyond(from, to));
  };
  return [
    ...LOWER_BOUNDS.filter((name) => isTighter(name, (from, to) => to > from)),
    ...UPPER_BOUNDS.filter((name) => isTighter(name, (from, to) => to < from)),
    ...FIXED.filter((name) => newer[name] !== undefined && newer[name] !== older[name]),
  ].map((name) => `${name} of ${at} is stricter`);
}

function findPropertyBreaks(older: Schema, newer: Schema, at: string): string[] {
  const before = older.properties ?? {};
  const after = newer.properties ?? {};
  const optional = (newer.required ?? []).filter((name) => !older.required?.includes(name));
  return [
    ...optional.map((name) => `${at}.${name} must be there and did not have to`),
    ...Object.entries(before).flatMap(([name, schema]) => {
      const next = after[name];
      return next ? findBreaks(schema, next, `${at}.${name}`) : [`${at}.${name} is gone`];
    }),
    ...findMapBreaks(older, newer, at),
  ];
}

function findMapBreaks(older: Schema, newer: Schema, at: string): string[] {
  const parts = ["propertyNames", "additionalProperties"] as const;
  return parts.flatMap((part) => {
    const from = older[part];
    const to = newer[part];
    if (to === undefined || to === true) return [];
    if (to === false) return from === false ? [] : [`${at} allows no other properties`];
    return typeof from === "object" ? findBreaks(from, to, `${at}.*`) : [`${at}.* is stricter`];
  });
}

function findItemBreaks(older: Schema, newer: Schema, at: string): string[] {
  const breaks = newer.items
    ? older.items
      ? findBreaks(older.items, newer.items, `${at}[]`)
      : [`items of ${at} are stricter`]
    : [];
  for (const [index, schema] of (newer.prefixItems ?? []).entries()) {
    const from = older.prefixItems?.[index];
    breaks.push(...(from ? findBreaks(from, schema, `${at}[${index}]`) : [`items of ${at} are stricter`]));
  }
  return breaks;
}
