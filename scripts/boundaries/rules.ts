/** The five observed domains. Each is a folder (or one file) of exactly this name in every layer. */
export const DOMAINS = ["traffic", "air", "parking", "weather", "camera"] as const;

/** The folder of each layer that holds one entry per domain. */
export const LAYERS = [
  "packages/domain/src",
  "apps/pipeline/src/domains",
  "packages/db/src/timeseries",
  "packages/api/src",
  "apps/web/src/features",
] as const;

/** What one workspace may import. */
export interface WorkspaceRule {
  /** Names of workspaces (without the scope) that it may import. */
  readonly workspaces: readonly string[];
  /** Outside packages its production code may import; absent = whatever its package.json declares. */
  readonly packages?: readonly string[];
  /** False for pure code: no `node:` module in production code. */
  readonly mayUseNode: boolean;
}

/** The import table of the project: workspace folder → rule. A folder that is not listed here is a mistake. */
export const WORKSPACE_RULES: Readonly<Record<string, WorkspaceRule>> = {
  "packages/domain": { workspaces: [], packages: ["zod"], mayUseNode: false },
  "packages/runtime": { workspaces: [], packages: ["zod", "pino", "prom-client"], mayUseNode: true },
  "packages/streams": { workspaces: ["runtime"], mayUseNode: true },
  "packages/sumo": { workspaces: ["domain"], mayUseNode: true },
  "packages/db": { workspaces: ["domain", "runtime"], mayUseNode: true },
  "packages/api": { workspaces: ["domain", "db", "runtime"], mayUseNode: true },
  "apps/pipeline": { workspaces: ["domain", "streams", "db", "runtime"], mayUseNode: true },
  "apps/simulator": { workspaces: ["domain", "runtime", "sumo"], mayUseNode: true },
  "apps/cli": { workspaces: ["domain", "runtime", "sumo", "db", "api"], mayUseNode: true },
  "apps/web": { workspaces: ["domain", "api", "runtime", "streams", "db"], mayUseNode: true },
};

/** An import that only a part of a workspace may make. */
export interface RestrictedImport {
  /** Matches the specifier. */
  readonly specifier: RegExp;
  /** Files the restriction looks at, by path prefix. */
  readonly within: string;
  /** Prefixes of the paths that may import it. */
  readonly allowedIn: readonly string[];
  /** True when a type-only import is allowed everywhere. */
  readonly typesAllowed: boolean;
  readonly because: string;
}

export const RESTRICTED_IMPORTS: readonly RestrictedImport[] = [
  {
    specifier: /^(maplibre-gl|@maplibre\/maplibre-gl)/,
    within: "",
    allowedIn: ["apps/web/src/map/"],
    typesAllowed: false,
    because: "only apps/web/src/map draws the map",
  },
  {
    specifier: /^recharts(\/|$)/,
    within: "",
    allowedIn: ["apps/web/src/charts/"],
    typesAllowed: false,
    because: "only apps/web/src/charts draws charts",
  },
  {
    specifier: /^@arterial\/(streams|db)(\/|$)/,
    within: "apps/web/",
    allowedIn: ["apps/web/server/"],
    typesAllowed: false,
    because: "the browser side reads data through the api only",
  },
  {
    specifier: /^@arterial\/api\/(?!live\/)/,
    within: "apps/web/",
    allowedIn: ["apps/web/server/"],
    typesAllowed: true,
    because: "client code takes only types and the live contract from the api",
  },
];

/** Folder names that say nothing about what is inside. */
export const VAGUE_FOLDERS: ReadonlySet<string> = new Set(["utils", "common", "shared", "helpers", "types"]);

/** Hard limit of a source file. */
export const MAX_FILE_LINES = 400;
