import { type Dirent, readdirSync } from "node:fs";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { lookup } from "mrmime";
import { answerRefusal } from "./answer.ts";
import { openFile, sendFile } from "./send-file.ts";

const WEB_DIRECTORY = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const YEAR_S = 31_536_000;

/** Folders of the built console whose files never change at their address, by the path below which they are served. */
export const CONSOLE_FOLDERS: Readonly<Record<string, string>> = {
  "/_next/static": join(WEB_DIRECTORY, process.env.NEXT_DIST_DIR ?? ".next", "static"),
  "/maplibre": join(WEB_DIRECTORY, "public", "maplibre"),
};

/** The copies that the build laid beside a file, the smallest first, and the file itself. */
const COPIES = [
  { coding: "br", suffix: ".br" },
  { coding: "gzip", suffix: ".gz" },
  { coding: null, suffix: "" },
] as const;

/** A file that was there when the server started, in the copy that a browser takes. */
export interface StaticFile {
  path: string;
  type: string;
  coding: string | null;
}

/** Finds the file at a path; undefined when there is none. */
export type StaticFiles = (pathname: string, headers: IncomingHttpHeaders) => StaticFile | undefined;

function addressOf(path: string, folder: string, entry: Dirent): string {
  const name = relative(folder, join(entry.parentPath, entry.name));
  return `${path}/${name.split(sep).join("/")}`;
}

function decode(pathname: string): string {
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

/** Lists the files of these folders, once, with their compressed copies. */
export function createStaticFiles(folders: Readonly<Record<string, string>>): StaticFiles {
  const files = new Map<string, string>();
  for (const [path, folder] of Object.entries(folders)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) files.set(addressOf(path, folder, entry), join(entry.parentPath, entry.name));
    }
  }
  return (pathname, headers) => {
    const address = decode(pathname);
    const accepted = headers["accept-encoding"] ?? "";
    for (const { coding, suffix } of COPIES) {
      const path = files.get(address + suffix);
      if (path === undefined || (coding !== null && !accepted.includes(coding))) continue;
      return { path, coding, type: lookup(address) ?? "application/octet-stream" };
    }
    return undefined;
  };
}

/** Sends a static file; 404 when it has gone since, as after a build in the same place. */
export async function answerStaticFile(response: ServerResponse, found: StaticFile): Promise<void> {
  const file = await openFile(found.path);
  if (!file) return answerRefusal(response, 404, "not_found", "This file is not there any more.");
  await sendFile(response, file, {
    status: 200,
    headers: {
      "Content-Type": found.type,
      "Cache-Control": `public, max-age=${YEAR_S}, immutable`,
      Vary: "Accept-Encoding",
      ...(found.coding === null ? {} : { "Content-Encoding": found.coding }),
    },
  });
}
