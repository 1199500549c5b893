import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import sirv from "sirv";
import { answerRefusal } from "../http/answer.ts";

/** Answers range requests for a PMTiles archive. Session checked before. */
export type ArchiveRoute = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** One range with both ends, as readers of PMTiles ask. */
const RANGE = /^bytes=\d{1,15}-\d{1,15}$/;
const HANDED_ON = ["content-length", "content-range", "etag"] as const;
const REMOTE_TIMEOUT_MS = 20_000;

/** @param place absolute path of the archive, or its http(s) address. */
export function createArchiveRoute(place: string): ArchiveRoute {
  const answer = /^https?:/.test(place) ? createRemote(place) : createLocal(place);
  return async (request, response) => {
    if (RANGE.test(request.headers.range ?? "")) return answer(request, response);
    answerRefusal(response, 416, "invalid_input", "Ask for one range of the archive's bytes.");
  };
}

function createLocal(path: string): ArchiveRoute {
  // `dev` looks the file up at each request: an archive may be put in place, or replaced, while the console runs.
  const serve = sirv(dirname(path), { dev: true, dotfiles: true, etag: true });
  return async (request, response) => {
    request.url = `/${encodeURIComponent(basename(path))}`;
    serve(request, response, () => {
      answerRefusal(response, 404, "not_found", "The basemap's archive is not there.");
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
    response.writeHead(206, { "Content-Type": "application/octet-stream" });
    await pipeline(Readable.fromWeb(upstream.body as Parameters<typeof Readable.fromWeb>[0]), response);
  };
}
