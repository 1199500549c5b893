import specs from "@asyncapi/specs";
import { Ajv } from "ajv";
import addFormatsModule from "ajv-formats";

// A CommonJS module whose types give it a default export.
const addFormats = addFormatsModule as unknown as (ajv: Ajv) => void;

/** AsyncAPI 3.1 without the copies of JSON Schema's own schemas, which the validator brings along. */
function asyncApiSchema(): object {
  const { definitions, ...rest } = specs.schemas["3.1.0"] as unknown as { definitions: object };
  const own = Object.entries(definitions).filter(([name]) => !name.startsWith("http://json-schema.org/"));
  return { ...rest, definitions: Object.fromEntries(own) };
}

/** What AsyncAPI's own schema and its rule that references lead somewhere have against a document, a sentence each. */
export function findMistakes(document: Readonly<Record<string, unknown>>): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats(ajv);
  const isValid = ajv.validate(asyncApiSchema(), document);
  const mistakes = isValid
    ? []
    : (ajv.errors ?? []).map(
        ({ instancePath, message }) => `${instancePath || "/"} ${message ?? "is wrong"}`,
      );
  return [...mistakes, ...findDeadReferences(document)];
}

function findDeadReferences(document: unknown): string[] {
  const dead: string[] = [];
  function look(value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === "$ref" && typeof inner === "string" && !leadsSomewhere(document, inner)) {
        dead.push(`${inner} leads nowhere`);
      }
      look(inner);
    }
  }
  look(document);
  return dead;
}

function leadsSomewhere(document: unknown, reference: string): boolean {
  let at: unknown = document;
  for (const part of reference.replace(/^#\//, "").split("/")) {
    if (typeof at !== "object" || at === null || !(part in at)) return false;
    at = (at as Record<string, unknown>)[part];
  }
  return at !== undefined;
}
