import type { NetworkPoint, SumoLane } from "./network.ts";

/**
 * Middle line of a carriageway in the direction of travel: the middle lane, or the mean of the two middle ones.
 * Lanes of one edge nearly always have the same number of points; where they differ the right one of the two is taken.
 */
export function carriagewayLine(lanes: readonly SumoLane[]): NetworkPoint[] {
  const right = lanes[Math.floor((lanes.length - 1) / 2)]?.shape ?? [];
  const left = lanes[Math.ceil((lanes.length - 1) / 2)]?.shape ?? [];
  if (right.length !== left.length) return right;
  return right.map(([x, y], index) => {
    const [otherX, otherY] = left[index] ?? [x, y];
    return [(x + otherX) / 2, (y + otherY) / 2];
  });
}

/** Length of a line, m. */
export function lineLengthM(line: readonly NetworkPoint[]): number {
  let lengthM = 0;
  for (let index = 1; index < line.length; index += 1) {
    const [x1, y1] = line[index - 1] as NetworkPoint;
    const [x2, y2] = line[index] as NetworkPoint;
    lengthM += Math.hypot(x2 - x1, y2 - y1);
  }
  return lengthM;
}

/**
 * Point and compass heading (degrees clockwise from north) at a position along a line. SUMO's lane length can differ
 * from that of its shape; positions are then scaled by `shape length / lane length`, as SUMO itself does.
 */
export function pointAlong(
  line: readonly NetworkPoint[],
  positionM: number,
  laneLengthM: number,
): { point: NetworkPoint; headingDeg: number } {
  const total = lineLengthM(line);
  let rest = laneLengthM > 0 ? (Math.max(0, Math.min(positionM, laneLengthM)) * total) / laneLengthM : 0;
  for (let index = 1; index < line.length; index += 1) {
    const from = line[index - 1] as NetworkPoint;
    const to = line[index] as NetworkPoint;
    const stepM = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (rest <= stepM || index === line.length - 1) {
      const share = stepM === 0 ? 0 : Math.min(1, rest / stepM);
      return {
        point: [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share],
        headingDeg: headingDegOf(from, to),
      };
    }
    rest -= stepM;
  }
  return { point: line[0] ?? [0, 0], headingDeg: 0 };
}

function headingDegOf(from: NetworkPoint, to: NetworkPoint): number {
  return ((Math.atan2(to[0] - from[0], to[1] - from[1]) * 180) / Math.PI + 360) % 360;
}
