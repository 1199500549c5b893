import { type FileHandle, open } from "node:fs/promises";
import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A file that is open for sending. */
export interface OpenFile {
  handle: FileHandle;
  sizeBytes: number;
  modifiedAt: Date;
}

/** Codes of errors that say that there is no such file. */
const ABSENT: readonly unknown[] = ["ENOENT", "ENOTDIR"];
/** … and that whoever asked has gone. */
const GONE: readonly unknown[] = ["ERR_STREAM_PREMATURE_CLOSE", "ERR_STREAM_UNABLE_TO_PIPE"];

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** Opens a file; null where there is none. Throws when there is one that cannot be read. */
export async function openFile(path: string): Promise<OpenFile | null> {
  const handle = await open(path).catch((error: unknown) => {
    if (ABSENT.includes(codeOf(error))) return null;
    throw error;
  });
  const stats = await handle?.stat();
  if (handle && stats?.isFile()) return { handle, sizeBytes: stats.size, modifiedAt: stats.mtime };
  await handle?.close();
  return null;
}

/** Sends a file, or its bytes from `start` to `end` (both included), and closes it. */
export function sendFile(
  response: ServerResponse,
  { handle, sizeBytes }: OpenFile,
  answer: { status: 200 | 206; headers: OutgoingHttpHeaders; start?: number; end?: number },
): Promise<void> {
  const { status, headers, start = 0, end = sizeBytes - 1 } = answer;
  response.writeHead(status, { ...headers, "Content-Length": end - start + 1 });
  // A stream of no bytes cannot be asked for by its bounds.
  const bounds = sizeBytes === 0 ? {} : { start, end };
  return streamTo(response, handle.createReadStream(bounds));
}

/**
 * Hands a stream on, and ends it when whoever asked goes away, which is no failure. Throws when the source fails; the
 * answer is cut off then.
 */
export async function streamTo(response: ServerResponse, source: Readable): Promise<void> {
  try {
    await pipeline(source, response);
  } catch (error) {
    if (!GONE.includes(codeOf(error))) throw error;
  }
}
