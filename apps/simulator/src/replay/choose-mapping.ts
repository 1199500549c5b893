import { readFile } from "node:fs/promises";
import { toFileError } from "@arterial/runtime/file-bytes";
import { SourceError, UsageError } from "../command.ts";
import {
  type CsvMapping,
  csvMappingSchema,
  fieldsOf,
  findMapping,
  KNOWN_MAPPINGS,
  missingColumns,
  type WeatherOrAir,
} from "./csv-mapping.ts";
import { readColumns } from "./csv-rows.ts";

/**
 * The named mapping, the one in a JSON file, or the known one that fits the file's columns.
 * @throws UsageError for an unknown name, SourceError when it does not fit the file.
 */
export async function chooseMapping(options: {
  file: string;
  kind: WeatherOrAir;
  mapping?: string | undefined;
}): Promise<CsvMapping> {
  const { file, kind } = options;
  const columns = await readColumns(file);
  if (options.mapping !== undefined) {
    const mapping = KNOWN_MAPPINGS[options.mapping] ?? (await readMappingFile(options.mapping, kind));
    checkColumns(mapping, columns, options);
    return mapping;
  }
  const found = findMapping(columns, kind);
  if (found) return found;
  const names = Object.keys(KNOWN_MAPPINGS).join(", ");
  throw new SourceError(
    "file",
    `No known mapping of ${kind} (${names}) fits the columns of ${file}, which are ${list(columns)}: describe them with --mapping FILE.json.`,
  );
}

async function readMappingFile(path: string, kind: WeatherOrAir): Promise<CsvMapping> {
  if (!path.endsWith(".json")) {
    const names = Object.keys(KNOWN_MAPPINGS).join(", ");
    throw new UsageError(`--mapping: ${path} is not a .json file and not one of ${names}`);
  }
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw toFileError(path, cause);
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new SourceError("file", `${path} is not JSON.`, { cause });
  }
  const parsed = csvMappingSchema.safeParse(document);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SourceError("file", `${path}: ${issue?.path.join(".")}: ${issue?.message}.`);
  }
  const known = fieldsOf(kind);
  const unknown = Object.keys(parsed.data.fields[kind] ?? {}).find((field) => !known.includes(field));
  if (unknown === undefined) return parsed.data;
  throw new SourceError(
    "file",
    `${path}: a reading of ${kind} has no field "${unknown}"; it has ${list(known)}.`,
  );
}

function checkColumns(
  mapping: CsvMapping,
  columns: readonly string[],
  { file, kind }: { file: string; kind: WeatherOrAir },
): void {
  const missing = missingColumns(mapping, columns, kind);
  if (missing.length === 0) return;
  throw new SourceError(
    "file",
    `${file} has no column ${list(missing)}, which the mapping names; it has ${list(columns)}.`,
  );
}

const MAX_LISTED = 20;

function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_LISTED).map((name) => name.slice(0, 40));
  return `${shown.join(", ")}${names.length > MAX_LISTED ? ", …" : ""}`;
}
