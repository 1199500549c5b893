import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { Queue } from "@arterial/domain/traffic/queue";
import { describe, expect, it } from "vitest";
import { incidentOf, type SourceScene, sourceItems } from "./prepare-sources.ts";

const SCENE: SourceScene = {
  segmentId: "harbour-01",
  line: [
    [11, 54.6],
    [11.01, 54.6],
  ],
  deviceIds: ["loop-1"],
  head: { segmentId: "mint-01", point: [11.01, 54.605] },
};

function item(id: string, fields: Partial<AbnormalItem>): AbnormalItem {
  return {
    id,
    severity: 3,
    kind: "weather",
    subject: { type: "device", id },
    point: [11, 54.6],
    code: "weather.heavy_rain",
    params: {},
    since: 0,
    segmentIds: [],
    ...fields,
  };
}

const found = (items: AbnormalItem[], scene = SCENE) =>
  sourceItems(items, scene).map(({ item: { id }, place }) => `${id} ${place.at}`);

describe("sources of congestion on a segment", () => {
  it("are what is unusual on it and at the head of its queue, worst first", () => {
    const unusual = { kind: "speed_below_typical" } as const;
    const on = (id: string) => ({ subject: { type: "segment", id } }) as const;
    const items = [
      item("own", { ...unusual, ...on("harbour-01") }),
      item("ahead", { ...unusual, ...on("mint-01"), severity: 2 }),
      item("elsewhere", { ...unusual, ...on("ring-01") }),
    ];
    expect(found(items)).toEqual(["ahead head", "own here"]);
    expect(found(items, { ...SCENE, head: null })).toEqual(["own here"]);
  });

  it("are the faults of its own sensors, not those of others", () => {
    const fault = { kind: "sensor_fault" } as const;
    expect(found([item("loop-1", fault), item("loop-2", fault)])).toEqual(["loop-1 here"]);
  });

  it("are weather in some kilometres and a full car park where the queue begins", () => {
    const items = [
      item("rain", { point: [11.03, 54.61] }),
      item("far-rain", { point: [11.3, 54.7] }),
      item("full", { kind: "parking", point: [11.011, 54.605] }),
      item("far-full", { kind: "parking", point: [11, 54.6] }),
    ];
    expect(found(items)).toEqual(["rain near", "full head"]);
    expect(sourceItems(items, SCENE)[0]?.place).toEqual({ at: "near", distanceM: expect.closeTo(1_410, -2) });
  });

  it("are never queues, bad air or cameras, which say nothing of what holds traffic back", () => {
    const here = { subject: { type: "segment", id: "harbour-01" } } as const;
    const items = (["congestion", "air", "camera"] as const).map((kind) => item(kind, { kind, ...here }));
    expect(found(items)).toEqual([]);
  });
});

it("a queue has the incident that carries it, and none while it is usual", () => {
  const queued = item("congestion:q1", { kind: "congestion", queue: { id: "q1" } as Queue });
  expect(incidentOf([item("rain", {}), queued], "q1")).toBe(queued);
  expect(incidentOf([queued], "q2")).toBeUndefined();
  expect(incidentOf([item("rain", {})], undefined)).toBeUndefined();
});
