// Holds docs/asyncapi.json to the schemas in the code, and to AsyncAPI's own schema. Usage: node
// scripts/check-asyncapi.ts [--write]
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { describeContracts } from "./asyncapi/describe-contracts.ts";
import { findMistakes } from "./asyncapi/find-mistakes.ts";

const path = join(import.meta.dirname, "..", "docs", "asyncapi.json");
const document = describeContracts();
const committed = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
const problems = findMistakes(document);
if (!isDeepStrictEqual(committed, document)) {
  if (process.argv.includes("--write")) writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
  else
    problems.push("docs/asyncapi.json is not what the code says; run node scripts/check-asyncapi.ts --write");
}
for (const problem of problems) console.log(problem);
console.log(`${Object.keys(document.channels as object).length} channels, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
