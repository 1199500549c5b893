import type { Queue } from "@arterial/domain/traffic/queue";

/** A queue with its head on Mint Street of the small city, whose tail is on Harbour Street once it has grown. */
export function mintStreetQueue(of: { startedAt: number; at: number; path: string[] }): Queue {
  const { startedAt, at, path } = of;
  const length = { lengthM: path.length * 500, growthMPerMin: 0 };
  return {
    id: "q1",
    place: "Mint Street",
    startedAt,
    peakAt: at,
    peakLengthM: length.lengthM,
    peakVehicles: 40,
    delayVehH: 1,
    endedAt: null,
    end: null,
    mergedInto: null,
    splitFrom: null,
    state: {
      ...length,
      at,
      headSegmentId: "mint-01",
      headPoint: [11.01, 54.605],
      tailSegmentId: path.at(-1) ?? "",
      tailPoint: [11, 54.6],
      path,
      segmentIds: path,
      vehicles: 40,
      speedKmh: 5,
      ratio: 0.2,
      delayVehH: 1,
      isSevere: true,
      isUnusual: true,
    },
  };
}
