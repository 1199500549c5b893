import { readFileBytes } from "@arterial/runtime/file-bytes";
import { SumoFileError } from "@arterial/sumo/sumo-file-error";
import { SourceError } from "../command.ts";

/** Reads a SUMO file as a whole. @throws SourceError that names the file, FileError. */
export async function readSumoFile<T>(
  path: string,
  read: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  try {
    return await read(readFileBytes(path));
  } catch (cause) {
    throw namingFile(path, cause);
  }
}

/** Reads a SUMO file element by element. @throws SourceError that names the file, FileError. */
export async function* streamSumoFile<T>(
  path: string,
  read: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<T>,
): AsyncGenerator<T> {
  try {
    yield* read(readFileBytes(path));
  } catch (cause) {
    throw namingFile(path, cause);
  }
}

function namingFile(path: string, cause: unknown): unknown {
  return cause instanceof SumoFileError
    ? new SourceError("file", `${path}: ${cause.message}.`, { cause })
    : cause;
}
