import type { SeriesPoint, TypicalPoint } from "../../charts/prepare-time-series.ts";
import type { Channel } from "./channel.ts";

/** What a domain asks its own history query for. */
export interface DeviceHistoryQuery {
  deviceId: string;
  channel: string;
  from: number;
  to: number;
}

/** Stored points in shown units, with the live reading as the newest one. */
export function deviceSeries(options: {
  points: readonly { t: number; value: number | null }[] | undefined;
  channel: Channel;
  live: { at: number; value: number | null } | null;
}): SeriesPoint[] {
  const { channel, live } = options;
  const points = (options.points ?? []).map(({ t, value }) => ({
    at: t,
    value: value === null ? null : value * channel.factor,
  }));
  const newest = points.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  return live && live.value !== null && live.at > newest ? [...points, live] : points;
}

/** A typical range in shown units. */
export function scaleTypical(typical: readonly TypicalPoint[], factor: number): TypicalPoint[] {
  return typical.map(({ startAt, p15, p50, p85 }) => ({
    startAt,
    p15: p15 * factor,
    p50: p50 * factor,
    p85: p85 * factor,
  }));
}
