import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

const WEB_DIRECTORY = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const YEAR_S = 31_536_000;

/** Folders whose files never change at their address, by the path below which they are served. */
const FOLDERS: Readonly<Record<string, string>> = {
  "/_next/static": join(WEB_DIRECTORY, process.env.NEXT_DIST_DIR ?? ".next", "static"),
  "/maplibre": join(WEB_DIRECTORY, "public", "maplibre"),
};

/** Sends a file of the built console; false when there is none at this path. */
export type StaticFiles = (request: IncomingMessage, response: ServerResponse, pathname: string) => boolean;

/**
 * Serves scripts, styles and fonts of the built console, in the compressed copies that the build laid beside them. The
 * files are listed once; in development there are none and Next makes its own.
 */
export function createStaticFiles(isDev: boolean): StaticFiles {
  const options = { brotli: true, gzip: true, immutable: true, maxAge: YEAR_S };
  const folders = isDev
    ? []
    : Object.entries(FOLDERS).map(([path, folder]) => ({ path, serve: sirv(folder, options) }));
  return (request, response, pathname) => {
    const found = folders.find(({ path }) => pathname.startsWith(`${path}/`));
    if (!found) return false;
    const { url } = request;
    request.url = url?.slice(found.path.length);
    let isSent = true;
    found.serve(request, response, () => {
      isSent = false;
    });
    request.url = url;
    return isSent;
  };
}
