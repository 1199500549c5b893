import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";

/** A file that cannot be read; the message is a sentence that names it. */
export class FileError extends Error {
  override name = "FileError";
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "cannot be read: there is no such file.",
  EISDIR: "cannot be read: it is a folder.",
  EACCES: "cannot be read: this account may not.",
  Z_BUF_ERROR: "is cut short: its gzip data end too early.",
  Z_DATA_ERROR: "is not gzip data, or they are damaged.",
};

/**
 * The bytes of a file piece by piece, gunzipped when its name ends in `.gz`.
 * @throws FileError when it cannot be read or unpacked to its end.
 */
export async function* readFileBytes(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path);
  const bytes = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  if (bytes !== file) file.once("error", (error) => bytes.destroy(error));
  try {
    yield* bytes as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw toFileError(path, cause);
  } finally {
    file.destroy();
  }
}

/** The sentence about a failed reading of a file; what is no such failure is thrown on. */
export function toFileError(path: string, cause: unknown): FileError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (!(cause instanceof Error) || code === undefined) throw cause;
  return new FileError(`${path} ${REASONS[code] ?? `cannot be read: ${message}.`}`, { cause });
}
