// Checks that the paths, links and npm scripts that the documents name exist. Usage: node scripts/check-docs.ts
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Reference, readReferences } from "./docs/read-references.ts";

const root = join(import.meta.dirname, "..");
const documents = globSync(
  [
    "*.md",
    "docs/**/*.md",
    "{apps,packages}/*/README.md",
    "{apps,packages}/*/{docs,demo-city}/**/*.md",
    "{bench,deploy,e2e,prisma,scripts}/**/*.md",
  ],
  { cwd: root, exclude: (path) => path.includes("node_modules") },
).sort();
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

function isFulfilled(document: string, { kind, value }: Reference): boolean {
  if (kind === "script") return value in manifest.scripts;
  const path = join(root, kind === "link" ? dirname(document) : "", value);
  return ["", ".ts", ".mjs"].some((extension) => existsSync(`${path}${extension}`));
}

const problems = documents.flatMap((document) =>
  readReferences(readFileSync(join(root, document), "utf8"))
    .filter((reference) => !isFulfilled(document, reference))
    .map(({ kind, value, line }) => `${document}:${line}: names the ${kind} ${value}, which does not exist`),
);
for (const problem of problems) console.log(problem);
console.log(`${documents.length} documents, ${problems.length} problem${problems.length === 1 ? "" : "s"}`);
process.exitCode = problems.length > 0 ? 1 : 0;
