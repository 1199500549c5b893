import type { Segment } from "@arterial/domain/city/network";
import type { Device } from "@arterial/domain/device-kind";
import { expect, it } from "vitest";
import { ROAD_CITY } from "../../testing/road-traffic.ts";
import { keepReferences } from "./keep-references.ts";

const segment = (id: string): Segment => ({
  id,
  name: "",
  roadClass: "primary",
  lanes: 1,
  speedLimitKmh: 50,
  lengthM: 500,
  fromJunctionId: `before ${id}`,
  toJunctionId: `behind ${id}`,
  isBridge: false,
  line: [
    [10, 54],
    [10.01, 54],
  ],
});
const loop = (id: string, segmentId: string): Device => ({
  id,
  kind: "traffic",
  name: "",
  lon: 10,
  lat: 54,
  segmentId,
  expectedIntervalS: 60,
});

it("a loop that was moved is compared with those where it is now, however many there are", () => {
  const network = { ...ROAD_CITY, segments: [segment("busy"), segment("quiet")] };
  const busy = ["b1", "b2", "b3"].map((id) => loop(id, "busy"));
  const quiet = ["q1", "q2", "q3"].map((id) => loop(id, "quiet"));
  let own = [...busy, ...quiet];
  const references = keepReferences({ city: { current: () => network }, devices: { devices: () => own } });
  const told = (moved: Device) => {
    for (const { id } of own) references.current().takeLoopFlow(id, id.startsWith("b") ? 900 : 90, 0);
    return references.current().laneFlowVph(moved, 0);
  };
  expect(told(loop("b1", "busy"))).toBe(900);
  const before = references.current();
  references.refresh();
  expect(references.current()).toBe(before);

  const moved = loop("b1", "quiet");
  own = [moved, ...own.slice(1)];
  references.refresh();
  expect(told(moved)).toBe(90);
});
