import { Readable } from "node:stream";
import { readFileBytes } from "@arterial/runtime/file-bytes";
import { CsvError, parse } from "csv-parse";
import { SourceError } from "../command.ts";
import type { CsvRow } from "./csv-readings.ts";

/** Rows of a CSV file (`.csv`, `.csv.gz`) with a first line of names. @throws SourceError, FileError that name the file. */
export async function* readRows(file: string): AsyncGenerator<CsvRow> {
  try {
    for await (const row of openParser(file, true)) yield row as CsvRow;
  } catch (cause) {
    throw namingFile(file, cause);
  }
}

/** Names in the first line. @throws SourceError when the file is empty or has a first line only, FileError. */
export async function readColumns(file: string): Promise<string[]> {
  let columns: string[] | undefined;
  try {
    for await (const row of openParser(file, false)) {
      if (columns) return columns;
      columns = row as string[];
    }
  } catch (cause) {
    throw namingFile(file, cause);
  }
  throw new SourceError("file", `${file} ${columns ? "has a first line and no rows" : "is empty"}.`);
}

function openParser(file: string, columns: boolean): AsyncIterable<unknown> {
  const bytes = Readable.from(readFileBytes(file));
  const parser = parse({ columns, bom: true, relax_column_count: true });
  bytes.once("error", (error) => parser.destroy(error));
  return bytes.pipe(parser);
}

function namingFile(file: string, cause: unknown): unknown {
  return cause instanceof CsvError
    ? new SourceError("file", `${file} is not CSV: ${cause.message}.`, { cause })
    : cause;
}
