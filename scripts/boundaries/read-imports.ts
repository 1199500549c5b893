import { type ParserOptions, parseSync, Visitor } from "vite";

/** One module request of a source file. */
export interface ImportEdge {
  readonly specifier: string;
  /** True when nothing of the module is loaded at run time (`import type`, `import("x").T`). */
  readonly isTypeOnly: boolean;
  /** 1-based. */
  readonly line: number;
}

/** What the boundary rules need to know of one source file. */
export interface SourceModule {
  readonly imports: readonly ImportEdge[];
  /** True when the file has statements and all of them pass on another module's exports. */
  readonly isBarrel: boolean;
}

/**
 * Reads the module requests of a TypeScript or JavaScript source text with the parser that Vite carries (Oxc).
 * Throws when the text does not parse.
 */
export function readSourceModule(path: string, source: string): SourceModule {
  const result = parseSync(path, source, { lang: languageOf(path) });
  const firstError = result.errors[0];
  if (firstError) throw new Error(`${path} does not parse: ${firstError.message}`);
  const lineAt = createLineFinder(source);
  const imports: ImportEdge[] = [];
  const add = (specifier: string, isTypeOnly: boolean, offset: number) =>
    imports.push({ specifier, isTypeOnly, line: lineAt(offset) });

  for (const { moduleRequest, entries, start } of result.module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType), start);
  }
  for (const { entries } of result.module.staticExports) {
    for (const entry of entries) {
      if (entry.moduleRequest) add(entry.moduleRequest.value, entry.isType, entry.start);
    }
  }
  for (const { moduleRequest, start } of result.module.dynamicImports) {
    const quoted = source.slice(moduleRequest.start, moduleRequest.end);
    if (/^["'][^"']+["']$/.test(quoted)) add(quoted.slice(1, -1), false, start);
  }
  new Visitor({
    TSImportType: (node) => {
      if (node.source.type === "Literal") add(String(node.source.value), true, node.start);
    },
  }).visit(result.program);

  const { body } = result.program;
  const isBarrel =
    body.length > 0 &&
    body.every(
      (node) =>
        node.type === "ExportAllDeclaration" ||
        (node.type === "ExportNamedDeclaration" && node.source !== null),
    );
  return { imports, isBarrel };
}

function languageOf(path: string): NonNullable<ParserOptions["lang"]> {
  if (path.endsWith(".tsx")) return "tsx";
  if (path.endsWith(".jsx")) return "jsx";
  return /\.m?ts$/.test(path) ? "ts" : "js";
}

function createLineFinder(source: string): (offset: number) => number {
  return (offset) => source.slice(0, offset).split("\n").length;
}
