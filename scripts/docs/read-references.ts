/** One thing that a document names and that must exist. */
export interface Reference {
  readonly kind: "path" | "link" | "script";
  /** A repository path, a link target relative to the document, or the name of an npm script. */
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

const REPOSITORY_PATH =
  /^(?:apps|packages|prisma|public|bench|deploy|docs|scripts|e2e|\.ci)\/[\w./@*{},<>[\]-]*$/;
const NPM_SCRIPT = /\bnpm (?:run ([\w:-]+)|(start|test)\b)/g;
const BENCH = /\bnpm run bench -- ([\w-]+)/g;

/** Paths, links and npm scripts that a Markdown text names, in the order of the text. Placeholders are left out. */
export function readReferences(text: string): Reference[] {
  const references: Reference[] = [];
  let isFenced = false;
  text.split("\n").forEach((content, index) => {
    const line = index + 1;
    if (content.trimStart().startsWith("```")) {
      isFenced = !isFenced;
      return;
    }
    references.push(...readScripts(content, line), ...readPaths(content, line, isFenced));
    if (!isFenced) references.push(...readLinks(content, line));
  });
  return references;
}

function readScripts(content: string, line: number): Reference[] {
  const scripts = [...content.matchAll(NPM_SCRIPT)].map(
    (match): Reference => ({ kind: "script", value: match[1] ?? match[2] ?? "", line }),
  );
  const benches = [...content.matchAll(BENCH)].map(
    (match): Reference => ({ kind: "path", value: `bench/${match[1]}.ts`, line }),
  );
  return [...scripts, ...benches];
}

function readPaths(content: string, line: number, isFenced: boolean): Reference[] {
  const candidates = isFenced
    ? content.split(/[\s"'`()]+/)
    : [...content.matchAll(/`([^`]+)`/g)].flatMap((m) => m[1] ?? []);
  return candidates
    .map((candidate) => candidate.replace(/[.,:;]$/, ""))
    .filter((candidate) => REPOSITORY_PATH.test(candidate) && !/[*<>[\]]/.test(candidate))
    .flatMap(expandBraces)
    .map((value): Reference => ({ kind: "path", value, line }));
}

function readLinks(content: string, line: number): Reference[] {
  return [...content.matchAll(/\]\(([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? "").split("#")[0] ?? "")
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target))
    .map((value): Reference => ({ kind: "link", value, line }));
}

function expandBraces(path: string): string[] {
  const match = /^(.*)\{([^}]*)\}(.*)$/.exec(path);
  if (!match) return [path];
  return (match[2] ?? "").split(",").map((part) => `${match[1]}${part}${match[3]}`);
}
