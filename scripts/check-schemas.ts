// Holds the schemas of the topics to the committed ones in docs/schemas: what changes must stay readable, or be a new
// version. Usage: node scripts/check-schemas.ts [--write]
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  type SchemaTopic,
  schemaAddress,
  TOPIC_SCHEMAS,
  type TopicSchema,
} from "@arterial/domain/log-schema";
import { z } from "zod";
import { findBreaks, type Schema } from "./schemas/find-breaks.ts";

const folder = join(import.meta.dirname, "..", "docs", "schemas");
const isWriting = process.argv.includes("--write");
const problems: string[] = [];

function describe(topic: SchemaTopic, { schema }: TopicSchema): Schema {
  return { ...z.toJSONSchema(schema, { io: "input" }), $id: schemaAddress(topic), title: topic } as Schema;
}

for (const [topic, entry] of Object.entries(TOPIC_SCHEMAS) as [SchemaTopic, TopicSchema][]) {
  const file = `${topic}.v${entry.version}.json`;
  const path = join(folder, file);
  const schema = describe(topic, entry);
  const committed = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Schema) : null;
  const breaks = committed === null ? [] : findBreaks(committed, schema);
  for (const reason of breaks) problems.push(`${file}: ${reason}; raise the version of ${topic}`);
  if (breaks.length > 0 || isDeepStrictEqual(committed, schema)) continue;
  if (isWriting) writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
  else
    problems.push(
      `docs/schemas/${file} is not what the code says; run node scripts/check-schemas.ts --write`,
    );
}
for (const file of globSync("*.json", { cwd: folder })) {
  const [topic = "", version] = file.replace(/\.json$/, "").split(".v");
  const present = (TOPIC_SCHEMAS as Record<string, TopicSchema>)[topic]?.version;
  if (present === undefined || Number(version) > present)
    problems.push(`docs/schemas/${file} is of no topic, or of a version that there is not`);
}
for (const problem of problems) console.log(problem);
console.log(`${Object.keys(TOPIC_SCHEMAS).length} schemas, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
