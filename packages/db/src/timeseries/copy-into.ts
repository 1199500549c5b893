import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** Runs a COPY from bytes that are there as a whole; returns how many rows it stored. */
export async function copyInto(client: pg.ClientBase, text: string, bytes: Buffer): Promise<number> {
  const stream = client.query(copyFrom(text));
  stream.end(bytes);
  await finished(stream);
  return stream.rowCount;
}
