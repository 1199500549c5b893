import { posix } from "node:path";
import type { ImportEdge, SourceModule } from "./read-imports.ts";
import { DOMAINS, LAYERS, RESTRICTED_IMPORTS, WORKSPACE_RULES, type WorkspaceRule } from "./rules.ts";

/** What the check knows of the tree. Paths are relative to the repository with forward slashes. */
export interface SourceTree {
  /** Whether a file of this path exists. */
  readonly hasFile: (path: string) => boolean;
  /** Outside packages that a workspace folder declares, development ones included ("" = the root). */
  readonly declaredPackages: (workspace: string) => ReadonlySet<string>;
}

const TEST_FILE = /(\.(test|contract)\.tsx?$|\/testing\/|(^|\/)[a-z-]+\.config\.m?ts$)/;

/** Breaches of the import table in one file, one sentence each, in the order of the file. */
export function checkImports(path: string, module: SourceModule, tree: SourceTree): string[] {
  const workspace = workspaceOf(path);
  if (workspace !== null && !WORKSPACE_RULES[workspace]) {
    return [`${path}: ${workspace} has no rule in scripts/boundaries/rules.ts`];
  }
  return module.imports.flatMap((edge) => {
    const problems = [
      ...checkRestricted(path, edge),
      ...(edge.specifier.startsWith(".") ? checkRelative(path, workspace, edge, tree) : []),
      ...(workspace !== null && !edge.specifier.startsWith(".")
        ? checkOutside(path, workspace, edge, tree)
        : []),
      ...checkDomains(path, edge),
    ];
    return problems.map((problem) => `${path}:${edge.line}: ${problem}`);
  });
}

/** The workspace folder ("apps/web") that a path belongs to, or null for scripts, bench and e2e. */
export function workspaceOf(path: string): string | null {
  const match = /^((?:apps|packages)\/[^/]+)\//.exec(path);
  return match?.[1] ?? null;
}

/** The domain whose folder or file a path is in, or null. */
export function domainOf(path: string): string | null {
  for (const layer of LAYERS) {
    const match = new RegExp(`^${layer}/([^/.]+)(?:/|\\.tsx?$)`).exec(path);
    if (match?.[1] && DOMAINS.some((domain) => domain === match[1])) return match[1];
  }
  return null;
}

/** The file that an import of a workspace package or a relative import means, or null for outside packages. */
export function resolveImport(path: string, specifier: string): string | null {
  if (specifier.startsWith(".")) return posix.normalize(posix.join(posix.dirname(path), specifier));
  const match = /^@arterial\/([^/]+)\/(.+)$/.exec(specifier);
  return match ? `packages/${match[1]}/src/${match[2]}.ts` : null;
}

function checkRestricted(path: string, edge: ImportEdge): string[] {
  return RESTRICTED_IMPORTS.filter(
    (rule) =>
      rule.specifier.test(edge.specifier) &&
      path.startsWith(rule.within) &&
      !rule.allowedIn.some((prefix) => path.startsWith(prefix)) &&
      !(rule.typesAllowed && edge.isTypeOnly),
  ).map((rule) => `imports ${edge.specifier}, but ${rule.because}`);
}

function checkRelative(path: string, workspace: string | null, edge: ImportEdge, tree: SourceTree): string[] {
  const target = resolveImport(path, edge.specifier);
  if (target === null) return [];
  if (workspace !== null && workspaceOf(target) !== workspace) {
    return [`reaches out of ${workspace} with ${edge.specifier}; import the package by its name`];
  }
  if (tree.hasFile(target) || target.includes("/generated/")) return [];
  return [`imports ${edge.specifier}, which is no file (imports carry their extension)`];
}

function checkOutside(path: string, workspace: string, edge: ImportEdge, tree: SourceTree): string[] {
  const rule = WORKSPACE_RULES[workspace];
  if (!rule) return [];
  const isTest = TEST_FILE.test(path);
  if (edge.specifier.startsWith("node:")) {
    return rule.mayUseNode || isTest ? [] : [`imports ${edge.specifier}, but ${workspace} is pure`];
  }
  if (edge.specifier.startsWith("@arterial/")) return checkWorkspaceImport(path, workspace, rule, edge, tree);
  return checkPackageImport(workspace, rule, edge, { tree, isTest });
}

function checkWorkspaceImport(
  path: string,
  workspace: string,
  rule: WorkspaceRule,
  edge: ImportEdge,
  tree: SourceTree,
): string[] {
  const target = resolveImport(path, edge.specifier);
  const name = edge.specifier.split("/")[1] ?? "";
  if (!rule.workspaces.includes(name))
    return [`imports ${edge.specifier}, but ${workspace} may not import ${name}`];
  if (target === null || (!tree.hasFile(target) && !target.includes("/generated/"))) {
    return [`imports ${edge.specifier}, which is no door of packages/${name}`];
  }
  return [];
}

function checkPackageImport(
  workspace: string,
  rule: WorkspaceRule,
  edge: ImportEdge,
  { tree, isTest }: { tree: SourceTree; isTest: boolean },
): string[] {
  const parts = edge.specifier.split("/");
  const name = edge.specifier.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
  if (isTest && tree.declaredPackages("").has(name)) return [];
  const typesName = `@types/${name.replace("@", "").replace("/", "__")}`;
  const declared = tree.declaredPackages(workspace);
  const isDeclared = declared.has(name) || (edge.isTypeOnly && declared.has(typesName));
  if (!isDeclared) return [`imports ${name}, which ${workspace}/package.json does not declare`];
  if (rule.packages && !rule.packages.includes(name) && !isTest) {
    return [`imports ${name}, but ${workspace} may only import ${rule.packages.join(", ")}`];
  }
  return [];
}

function checkDomains(path: string, edge: ImportEdge): string[] {
  const own = domainOf(path);
  const target = resolveImport(path, edge.specifier);
  const other = target === null ? null : domainOf(target);
  if (own === null || other === null || own === other) return [];
  return [
    `the ${own} domain imports the ${other} domain (${edge.specifier}); what joins them lives in fusion`,
  ];
}
