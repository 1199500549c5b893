// Lays a Brotli and a gzip copy beside each text file of a folder, for the server to send as they are.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

const TEXT_FILE = /\.(m?js|css|svg|json)$/;
/** Below this a copy saves nothing. */
const MIN_BYTES = 1_024;

/**
 * Compresses the files of a folder and of those below it.
 * @param {string} folder
 */
export async function compressFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TEXT_FILE.test(entry.name));
  const packs = { br: promisify(brotliCompress), gz: promisify(gzip) };
  await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = readFileSync(file);
      if (bytes.byteLength < MIN_BYTES) return;
      for (const [ending, pack] of Object.entries(packs))
        writeFileSync(`${file}.${ending}`, await pack(bytes));
    }),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const built = process.env.NEXT_DIST_DIR ?? ".next";
  await compressFiles(join(dirname(fileURLToPath(import.meta.url)), built, "static"));
}
