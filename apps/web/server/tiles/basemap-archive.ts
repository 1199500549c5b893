import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { answerRefusal } from "../http/answer.ts";
import { openFile, sendFile, streamTo } from "../http/send-file.ts";

/** Answers range requests for a PMTiles archive. Session checked before. */
export type ArchiveRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** One range with both ends, as readers of PMTiles ask. */
const RANGE = /^bytes=(\d{1,15})-(\d{1,15})$/;
const CONTENT_TYPE = "application/octet-stream";
const HANDED_ON = ["content-length", "content-range", "etag"] as const;
const REMOTE_TIMEOUT_MS = 20_000;

/** @param place absolute path of the archive, or its http(s) address. */
export function createArchiveRoute(place: string): ArchiveRoute {
  const answer = /^https?:/.test(place) ? createRemote(place) : createLocal(place);
  return async (request, response) => {
    if (RANGE.test(request.headers.range ?? "")) return answer(request, response);
    refuseRange(response);
  };
}

function refuseRange(response: ServerResponse): void {
  answerRefusal(response, 416, "invalid_input", "Ask for one range of the archive's bytes.");
}

function createLocal(path: string): ArchiveRoute {
  return async ({ headers }, response) => {
    // Looked up at each request: an archive may be put in place, or replaced, while the console runs.
    const file = await openFile(path);
    if (!file) return answerRefusal(response, 404, "not_found", "The basemap's archive is not there.");
    const { sizeBytes, modifiedAt, handle } = file;
    const [start = 0, last = 0] = (RANGE.exec(headers.range ?? "") ?? []).slice(1).map(Number);
    const end = Math.min(last, sizeBytes - 1);
    const etag = `W/"${sizeBytes}-${modifiedAt.getTime()}"`;
    const isKnown = headers["if-none-match"] === etag;
    if (isKnown || start > end) {
      await handle.close();
      if (isKnown) response.writeHead(304).end();
      else refuseRange(response.setHeader("Content-Range", `bytes */${sizeBytes}`));
      return;
    }
    await sendFile(response, file, {
      status: 206,
      headers: {
        "Content-Type": CONTENT_TYPE,
        "Content-Range": `bytes ${start}-${end}/${sizeBytes}`,
        "Cache-Control": "no-cache",
        ETag: etag,
      },
      start,
      end,
    });
  };
}

function createRemote(url: string): ArchiveRoute {
  return async (request, response) => {
    const headers = { range: request.headers.range ?? "" };
    const upstream = await fetch(url, { headers, signal: AbortSignal.timeout(REMOTE_TIMEOUT_MS) }).catch(
      () => undefined,
    );
    if (upstream?.status !== 206 || !upstream.body) {
      await upstream?.body?.cancel();
      return answerRefusal(response, 502, "not_found", "The basemap's server gave no part of its archive.");
    }
    for (const name of HANDED_ON) {
      const value = upstream.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.writeHead(206, { "Content-Type": CONTENT_TYPE });
    await streamTo(response, Readable.fromWeb(upstream.body as Parameters<typeof Readable.fromWeb>[0]));
  };
}
