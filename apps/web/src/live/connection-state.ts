import { BEAT_INTERVAL_MS, LOST_AFTER_MS, type ReaderRefusal } from "@arterial/api/live/contract";

/** From two missed beats on it is the line to the server that is to blame, not the pipeline behind it. */
const MISSED_BEATS_MS = 2.5 * BEAT_INTERVAL_MS;

export type ConnectionStatus = "connecting" | "live" | "lost";
export type LostReason = "network" | "pipeline" | ReaderRefusal;

export interface ConnectionState {
  status: ConnectionStatus;
  /** Why the line is lost; null unless it is. */
  lostReason: LostReason | null;
  /** Server time of the newest data on the screen, epoch ms; null before any came. */
  lastUpdateAt: number | null;
  /** How old the newest readings are when they arrive, ms (median of the pipeline); null when unknown. */
  behindMs: number | null;
  /** Server's clock minus this machine's own, ms. */
  serverSkewMs: number;
}

export const CONNECTING: ConnectionState = {
  status: "connecting",
  lostReason: null,
  lastUpdateAt: null,
  behindMs: null,
  serverSkewMs: 0,
};

/** What is known about the line at one moment; times are of one clock that only grows, ms. */
export interface LineFacts {
  now: number;
  /** When this page began to connect. */
  startedAt: number;
  /** When the server's last beat arrived; null before the first. */
  beatAt: number | null;
  /** How long the pipeline had been silent at that beat; null when it was never heard. */
  pipelineAgeMs: number | null;
  /** What the server said last when it turned the page down; null while it does not. */
  refusal: ReaderRefusal | null;
}

/**
 * Status of the line: live while the server's beats come and tell of a pipeline that is heard, lost as soon as either
 * is missing for longer than `LOST_AFTER_MS`, connecting until the first beat had its chance.
 */
export function lineStatus(facts: LineFacts): { status: ConnectionStatus; lostReason: LostReason | null } {
  if (facts.refusal !== null) return { status: "lost", lostReason: facts.refusal };
  if (facts.beatAt === null) {
    const isOverdue = facts.now - facts.startedAt > LOST_AFTER_MS;
    return isOverdue ? { status: "lost", lostReason: "network" } : { status: "connecting", lostReason: null };
  }
  const silentMs = facts.now - facts.beatAt;
  // The pipeline has gone on being silent since the beat that told of it.
  const pipelineSilentMs = facts.pipelineAgeMs === null ? null : facts.pipelineAgeMs + silentMs;
  const isPipelineHeard = pipelineSilentMs !== null && pipelineSilentMs <= LOST_AFTER_MS;
  if (silentMs <= LOST_AFTER_MS && isPipelineHeard) return { status: "live", lostReason: null };
  return { status: "lost", lostReason: silentMs > MISSED_BEATS_MS ? "network" : "pipeline" };
}
