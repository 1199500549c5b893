import { createReadStream } from "node:fs";
import { access, constants } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { CliError } from "../cli-error.ts";

/** The bytes of a file, unpacked when its name ends in `.gz`. Throws CliError when it cannot be read. */
export async function openFile(path: string): Promise<Readable> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new CliError("file", `${path} cannot be read.`, { cause });
  });
  const bytes = createReadStream(path);
  if (!path.endsWith(".gz")) return bytes;
  const unpacked = createGunzip();
  bytes.on("error", (error) => unpacked.destroy(error));
  return bytes.pipe(unpacked);
}
