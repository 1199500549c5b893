/**
 * One message of the live line: frames of several layers and tiles, cut at the same moment. All numbers little-endian.
 *
 * message  u8 version · u8 zero · u16 frames · u32 epoch · u32 tick · f64 at
 * frame    u8 layer · u8 kind (0 delta, 1 snapshot) · u8 z · u8 zero · u16 x · u16 y · u32 seq · u32 at, low word ·
 *          u32 length · body
 *
 * A frame is encoded once for all who watch its tile; a message is put together for each client from such frames.
 */
import { ByteCursor, ByteFiller } from "./byte-cursor.ts";
import { LIVE_LAYERS, type LiveLayer } from "./layers.ts";
import type { Tile } from "./tile-grid.ts";

const VERSION = 2;
const HEAD_BYTES = 20;
export const FRAME_HEAD_BYTES = 20;
const LOW_WORD = 2 ** 32;

/** One layer's news of one tile; the body is read by the layer's own codec. */
export interface Frame {
  layer: LiveLayer;
  kind: "snapshot" | "delta";
  tile: Tile;
  /** Running number of this layer in this tile. A delta follows the frame before it; a snapshot starts anew. */
  seq: number;
  /** The pipeline's clock when it was made, epoch ms. */
  at: number;
  body: Uint8Array;
}

/** What one message carries. */
export interface Message {
  /** The gateway's own number, drawn at its start: with another one nothing known before counts. */
  epoch: number;
  /** Running number of the gateway's cuts; a client acknowledges some of them. */
  tick: number;
  /** The web server's clock at the cut, epoch ms. */
  at: number;
  frames: Frame[];
}

/** Bytes of one frame. */
export function encodeFrame(frame: Frame): Uint8Array {
  const out = new ByteFiller(FRAME_HEAD_BYTES + frame.body.byteLength);
  out.u8(LIVE_LAYERS.indexOf(frame.layer));
  out.u8(frame.kind === "snapshot" ? 1 : 0);
  out.u8(frame.tile.z);
  out.u8(0);
  out.u16(frame.tile.x);
  out.u16(frame.tile.y);
  out.u32(frame.seq);
  out.u32(Math.floor(frame.at) % LOW_WORD);
  out.u32(frame.body.byteLength);
  out.put(frame.body);
  return out.finish();
}

/** Bytes of a message of frames that are encoded already. */
export function joinFrames(head: Omit<Message, "frames">, frames: readonly Uint8Array[]): Uint8Array {
  let length = HEAD_BYTES;
  for (const frame of frames) length += frame.byteLength;
  const out = new ByteFiller(length);
  out.u8(VERSION);
  out.u8(0);
  out.u16(frames.length);
  out.u32(head.epoch);
  out.u32(head.tick);
  out.f64(head.at);
  for (const frame of frames) out.put(frame);
  return out.bytes;
}

/** The time that is nearest to `near` and has these low 32 bits. */
function nearestTime(low: number, near: number): number {
  const base = Math.floor(near / LOW_WORD) * LOW_WORD + low;
  const turns = Math.round((near - base) / LOW_WORD);
  return base + turns * LOW_WORD;
}

function readFrame(input: ByteCursor, at: number): Frame {
  const layer = LIVE_LAYERS[input.u8()];
  const kind = input.u8() === 1 ? "snapshot" : "delta";
  const z = input.u8();
  input.u8();
  const tile = { z, x: input.u16(), y: input.u16() };
  const seq = input.u32();
  const madeAt = nearestTime(input.u32(), at);
  if (layer === undefined) throw new SyntaxError("no such layer");
  return { layer, kind, tile, seq, at: madeAt, body: input.bytes(input.u32()) };
}

/** The message in `bytes`, or null when they are not one of this version, whole and of the right length. */
export function decodeMessage(bytes: Uint8Array): Message | null {
  try {
    const input = new ByteCursor(bytes);
    if (input.u8() !== VERSION) return null;
    input.u8();
    const count = input.u16();
    const [epoch, tick, at] = [input.u32(), input.u32(), input.f64()];
    if (!Number.isFinite(at)) return null;
    const frames: Frame[] = [];
    for (let index = 0; index < count; index += 1) frames.push(readFrame(input, at));
    return input.isAtEnd ? { epoch, tick, at, frames } : null;
  } catch {
    return null;
  }
}
