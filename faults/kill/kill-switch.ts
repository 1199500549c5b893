// Preloaded into the worker (`node --import`), so that no test code is in the product: it watches what the worker says
// to PostgreSQL and to devices through the libraries they share, and ends the process by SIGKILL at a given boundary.

import { EventEmitter } from "node:events";
import { closeSync, openSync } from "node:fs";
import { Socket } from "node:net";
import pg from "pg";
import { type Boundary, KILL_AFTER, KILL_AT, KILL_MARKER } from "./boundaries.ts";

const boundary = process.env[KILL_AT] as Boundary | undefined;
const marker = process.env[KILL_MARKER] ?? "";
let passesLeft = Number(process.env[KILL_AFTER] ?? 1);

/** Ends the process, the first time only: the marker file outlives it. */
function pass(place: Boundary): void {
  if (place !== boundary) return;
  passesLeft -= 1;
  if (passesLeft > 0) return;
  try {
    closeSync(openSync(marker, "wx"));
  } catch {
    return;
  }
  process.kill(process.pid, "SIGKILL");
}

type Work = "readings" | "letters" | "windows" | "rebuild";

function workOf(text: string): Work | undefined {
  if (/segment_metric_\dm/.test(text)) return /\binsert\b/i.test(text) ? "windows" : undefined;
  if (/^fetch .* from replay_observations/i.test(text)) return "rebuild";
  if (!/\b(insert|copy)\b/i.test(text)) return undefined;
  if (/dead_letter/.test(text)) return "letters";
  return /_observation\b/.test(text) && !/latest_observation/.test(text) ? "readings" : undefined;
}

/** What the transaction of a connection has written so far. */
const written = new WeakMap<object, Work>();

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  const { text } = (query ?? {}) as { text?: unknown };
  return typeof text === "string" ? text : "";
}

function beforeSending(client: object, text: string): Work | undefined {
  if (/^begin/i.test(text)) pass("before-batch");
  const work = workOf(text);
  if (work === "windows") pass("before-windows");
  if (work === "readings" || work === "letters") written.set(client, work);
  return work;
}

function afterAnswer(client: object, text: string, work: Work | undefined): void {
  if (work === "readings") pass("rows-written");
  if (work === "letters") pass("letters-written");
  if (work === "windows") pass("windows-written");
  if (work === "rebuild") pass("rebuilding");
  if (!/^commit/i.test(text)) return;
  if (written.get(client) === "readings") pass("committed");
  if (written.get(client) === "letters") pass("letters-committed");
  written.delete(client);
}

type Query = (this: object, ...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const query = prototype.query;
prototype.query = function watchedQuery(...args) {
  const text = textOf(args[0]);
  const work = beforeSending(this, text);
  const isCommitOfReadings = /^commit/i.test(text) && written.get(this) === "readings";
  const callback = args.at(-1);
  if (typeof callback === "function") {
    args[args.length - 1] = (...answer: unknown[]) => {
      afterAnswer(this, text, work);
      callback(...answer);
    };
  }
  const answer = query.apply(this, args);
  // Sent, and the process ends before it can read what came of it.
  if (isCommitOfReadings) setImmediate(pass, "commit-sent");
  if (answer instanceof Promise) {
    return answer.then((result: unknown) => {
      afterAnswer(this, text, work);
      return result;
    });
  }
  // A COPY is a stream: it is written when it has finished.
  if (answer instanceof EventEmitter) answer.once("finish", () => afterAnswer(this, text, work));
  return answer;
};

const PUBACK = 0x40;
const write = Socket.prototype.write;
Socket.prototype.write = function watchedWrite(this: Socket, ...args: Parameters<typeof write>) {
  const sent = write.apply(this, args);
  const [chunk] = args as unknown[];
  if (Buffer.isBuffer(chunk) && chunk[0] === PUBACK) pass("acknowledging");
  return sent;
} as typeof write;
