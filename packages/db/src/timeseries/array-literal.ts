/**
 * PostgreSQL's text form of a one-dimensional array of strings, numbers, booleans, JSON objects and nulls.
 * The driver's own does the same for nested arrays and dates, several times slower.
 */
export function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(elementLiteral).join(",")}}`;
}

function elementLiteral(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
