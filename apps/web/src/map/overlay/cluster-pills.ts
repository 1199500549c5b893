import type { Cluster } from "@arterial/api/live/cluster-codec";
import type { DeviceKind } from "@arterial/domain/device-kind";
import { SEVERITY_SHAPES, SEVERITY_TOKENS } from "../../ui/severity-shapes.ts";
import type { Palette } from "../../ui/tokens.ts";
import type { ScreenPoint } from "./camera.ts";

/** What a pill says: how many things, the worst severity among what is abnormal there, and how many that is. */
export interface ClusterPill {
  lon: number;
  lat: number;
  count: number;
  worstSeverity: Cluster["worstSeverity"];
  activeAlarms: number;
}

const HEIGHT_PX = 20;
const PAD_PX = 8;
const MARK_PX = 13;
const GAP_PX = 5;
const FAMILY = '"IBM Plex Sans Condensed", sans-serif';
const FONT = `500 12px ${FAMILY}`;

/** Pills for the kinds that are shown as clusters; a cell without any of them has none. */
export function clusterPills(clusters: readonly Cluster[], kinds: ReadonlySet<DeviceKind>): ClusterPill[] {
  return clusters.flatMap(({ lon, lat, counts, worstSeverity, activeAlarms }) => {
    const count = [...kinds].reduce((sum, kind) => sum + counts[kind], 0);
    return count === 0 ? [] : [{ lon, lat, count, worstSeverity, activeAlarms }];
  });
}

/** 1200 as "1.2k": a pill has room for four characters. */
export function shortCount(count: number): string {
  if (count < 1_000) return String(count);
  return count < 10_000 ? `${(Math.floor(count / 100) / 10).toFixed(1)}k` : `${Math.floor(count / 1_000)}k`;
}

function drawMark(
  context: CanvasRenderingContext2D,
  severity: NonNullable<ClusterPill["worstSeverity"]>,
  options: { left: number; middle: number; colours: Palette },
): void {
  const { left, middle, colours } = options;
  const { fill, ink, edge } = SEVERITY_TOKENS[severity];
  const { path, digitY, digitPx } = SEVERITY_SHAPES[severity];
  context.save();
  context.translate(left, middle - MARK_PX / 2);
  context.scale(MARK_PX / 24, MARK_PX / 24);
  const shape = new Path2D(path);
  context.fillStyle = colours[fill];
  context.fill(shape);
  context.lineWidth = 1.5;
  context.strokeStyle = colours[edge];
  context.stroke(shape);
  context.font = `600 ${digitPx}px ${FAMILY}`;
  context.fillStyle = colours[ink];
  context.textAlign = "center";
  context.fillText(String(severity), 12, digitY);
  context.restore();
}

/** Draws one neutral pill: the worst mark at its left, the count, the number of alarms after it. */
export function drawClusterPill(
  context: CanvasRenderingContext2D,
  pill: ClusterPill,
  options: { at: ScreenPoint; colours: Palette },
): void {
  const { at, colours } = options;
  const { worstSeverity, activeAlarms } = pill;
  context.textBaseline = "middle";
  context.font = FONT;
  const count = shortCount(pill.count);
  const alarms = worstSeverity === null ? "" : shortCount(activeAlarms);
  const countPx = context.measureText(count).width;
  const alarmsPx = alarms === "" ? 0 : context.measureText(alarms).width + GAP_PX;
  const markPx = worstSeverity === null ? 0 : MARK_PX + GAP_PX;
  const widthPx = PAD_PX * 2 + markPx + countPx + alarmsPx;
  const left = at.x - widthPx / 2;
  context.beginPath();
  context.roundRect(left, at.y - HEIGHT_PX / 2, widthPx, HEIGHT_PX, HEIGHT_PX / 2);
  context.fillStyle = colours.raised;
  context.fill();
  context.lineWidth = 1;
  context.strokeStyle = colours.control;
  context.stroke();
  if (worstSeverity !== null)
    drawMark(context, worstSeverity, { left: left + PAD_PX, middle: at.y, colours });
  context.font = FONT;
  context.textAlign = "left";
  context.fillStyle = colours.ink;
  context.fillText(count, left + PAD_PX + markPx, at.y + 0.5);
  context.fillStyle = colours.ink3;
  if (alarms !== "") context.fillText(alarms, left + PAD_PX + markPx + countPx + GAP_PX, at.y + 0.5);
}
