import type {
  AbnormalItem,
  CityFigure,
  HeartbeatFrame,
  LiveDevice,
  LiveSegment,
} from "@arterial/domain/live/frame";

/** Path of the Socket.IO endpoint on the console's own origin. */
export const LIVE_PATH = "/live";

/** Layers that a client joins one by one; each has its own running number. */
export const LIVE_LAYERS = ["vehicles", "segments", "devices", "figures", "abnormal"] as const;
export type LiveLayer = (typeof LIVE_LAYERS)[number];

/** The server says that it lives this often, ms; a client that misses it for `LOST_AFTER_MS` calls the line lost. */
export const BEAT_INTERVAL_MS = 1_000;
export const LOST_AFTER_MS = 4_000;

/**
 * One message of a layer. `seq` grows by one with every frame of the layer; a delta whose `seq` is not the successor
 * of the last one means a gap, and the client asks for a snapshot. A snapshot replaces everything known.
 */
export interface LayerMessage<Item> {
  kind: "snapshot" | "delta";
  seq: number;
  /** The pipeline's clock when the frame was made, epoch ms. */
  at: number;
  items: Item[];
}

/** The server's own pulse, with the pipeline's last one. */
export interface Beat {
  /** The web server's clock, epoch ms. */
  at: number;
  pipeline: HeartbeatFrame | null;
  /** Since the pipeline was last heard, ms; null when it never was. */
  pipelineAgeMs: number | null;
}

export type LiveRefusal = "signed_out" | "forbidden" | "invalid";
export type JoinAnswer = { ok: true } | { ok: false; code: LiveRefusal };

/** Events from server to client. `vehicles` is encoded by `vehicle-codec.ts`. */
export interface ServerEvents {
  beat: (beat: Beat) => void;
  vehicles: (frame: Uint8Array | ArrayBuffer) => void;
  segments: (message: LayerMessage<LiveSegment>) => void;
  devices: (message: LayerMessage<LiveDevice>) => void;
  figures: (message: LayerMessage<CityFigure>) => void;
  abnormal: (message: LayerMessage<AbnormalItem>) => void;
  refused: (refusal: { code: LiveRefusal }) => void;
}

/** Events from client to server; their payloads are parsed by `request.ts`. */
export interface ClientEvents {
  join: (request: { layers: LiveLayer[] }, answer: (result: JoinAnswer) => void) => void;
  leave: (request: { layers: LiveLayer[] }) => void;
  resync: (request: { layer: LiveLayer }) => void;
}
