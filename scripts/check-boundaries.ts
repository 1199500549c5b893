// Checks who imports whom, the layout of the domains and the shape of files. Usage: node scripts/check-boundaries.ts
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkImports, type SourceTree } from "./boundaries/check-imports.ts";
import { checkDomainFolders, checkFileShape, checkFolderNames } from "./boundaries/check-layout.ts";
import { readSourceModule } from "./boundaries/read-imports.ts";
import { listSourceFiles } from "./boundaries/source-files.ts";

const root = join(import.meta.dirname, "..");

function readDeclaredPackages(workspace: string): ReadonlySet<string> {
  const manifest: unknown = JSON.parse(readFileSync(join(root, workspace, "package.json"), "utf8"));
  const names = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((field) =>
    Object.keys(((manifest as Record<string, unknown>)[field] as Record<string, string> | undefined) ?? {}),
  );
  return new Set(names);
}

function createSourceTree(): SourceTree {
  const declared = new Map<string, ReadonlySet<string>>();
  return {
    hasFile: (path) => existsSync(join(root, path)),
    declaredPackages: (workspace) => {
      const known = declared.get(workspace) ?? readDeclaredPackages(workspace);
      declared.set(workspace, known);
      return known;
    },
  };
}

const files = listSourceFiles(root, ["apps", "packages", "scripts", "bench", "faults", "e2e", "prisma"]);
const tree = createSourceTree();
const problems = [...checkDomainFolders(files), ...checkFolderNames(files)];
for (const path of files) {
  const source = readFileSync(join(root, path), "utf8");
  const module = readSourceModule(path, source);
  problems.push(...checkFileShape(path, source.split("\n").length - 1, module.isBarrel));
  problems.push(...checkImports(path, module, tree));
}
for (const problem of problems) console.log(problem);
console.log(`${files.length} files, ${problems.length} problem${problems.length === 1 ? "" : "s"}`);
process.exitCode = problems.length > 0 ? 1 : 0;
