import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

function* withEnd(pieces: Iterable<Buffer>, onSent: () => void): Generator<Buffer> {
  yield* pieces;
  onSent();
}

/**
 * Runs a COPY from bytes that are made piece by piece, while the database takes those before; returns how many rows it
 * stored. `onSent` is called when all are on their way and the database still works on them.
 */
export async function copyInto(
  client: pg.ClientBase,
  text: string,
  pieces: Iterable<Buffer>,
  onSent: () => void = () => {},
): Promise<number> {
  const stream = client.query(copyFrom(text));
  await pipeline(withEnd(pieces, onSent), stream);
  return stream.rowCount;
}
