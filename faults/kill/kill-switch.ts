// Preloaded into the worker (`node --import`), so that no test code is in the product: it watches what the worker says
// to PostgreSQL and to devices through the libraries they share, and ends the process by SIGKILL at a given boundary.

import { EventEmitter } from "node:events";
import { closeSync, openSync } from "node:fs";
import { Socket } from "node:net";
import pg from "pg";
import { type Boundary, KILL_AFTER, KILL_AT, KILL_MARKER } from "./boundaries.ts";
import { createStatementWatch } from "./statement-watch.ts";

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

const watch = createStatementWatch(pass);

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  const { text } = (query ?? {}) as { text?: unknown };
  return typeof text === "string" ? text : "";
}

type Query = (this: object, ...args: unknown[]) => unknown;
const prototype = pg.Client.prototype as unknown as { query: Query };
const query = prototype.query;
prototype.query = function watchedQuery(...args) {
  const text = textOf(args[0]);
  watch.beforeSending(this, text);
  const isCommitOfReadings = watch.isCommitOfReadings(this, text);
  const callback = args.at(-1);
  if (typeof callback === "function") {
    args[args.length - 1] = (...answer: unknown[]) => {
      watch.afterAnswer(this, text);
      callback(...answer);
    };
  }
  const answer = query.apply(this, args);
  // Sent, and the process ends before it can read what came of it.
  if (isCommitOfReadings) setImmediate(pass, "commit-sent");
  if (answer instanceof Promise) {
    return answer.then((result: unknown) => {
      watch.afterAnswer(this, text);
      return result;
    });
  }
  // A COPY is a stream: it is written when it has finished.
  if (answer instanceof EventEmitter) answer.once("finish", () => watch.afterAnswer(this, text));
  return answer;
};

const PUBACK = 0x40;
const write = Socket.prototype.write;
Socket.prototype.write = function watchedWrite(this: Socket, ...args: Parameters<typeof write>) {
  const [chunk] = args as unknown[];
  const isAcknowledgement = Buffer.isBuffer(chunk) && chunk[0] === PUBACK;
  if (isAcknowledgement) pass("in-log");
  const sent = write.apply(this, args);
  if (isAcknowledgement) pass("acknowledging");
  return sent;
} as typeof write;
