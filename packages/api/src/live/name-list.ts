import type { ByteCursor } from "./byte-cursor.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Names in the order in which frames of a tile point at them; a snapshot carries them, deltas only point. */
export function encodeNames(names: readonly string[]): Uint8Array {
  return encoder.encode(JSON.stringify(names));
}

export function decodeNames(cursor: ByteCursor, byteLength: number): string[] {
  const names: unknown = JSON.parse(decoder.decode(cursor.bytes(byteLength)));
  if (!Array.isArray(names) || !names.every((name) => typeof name === "string")) {
    throw new SyntaxError("names are not a list of texts");
  }
  return names;
}
