import { describe, expect, it } from "vitest";
import type { MapView } from "../../live/view-watch.ts";
import { deviceBlocks, showsDevices } from "./device-blocks.ts";

const STREET: MapView["bounds"] = [10.85, 54.59, 10.8725, 54.5975];
const view = (zoom: number, bounds = STREET): MapView => ({ bounds, zoom });
const live = (fromZoom: number) => ({ fromZoom, isReplay: false });

describe("the blocks that devices are asked for by", () => {
  it("cover the view", () => {
    const bounds = [10.8, 54.5, 10.95, 54.62] as const;
    const blocks = deviceBlocks(view(13, bounds), live(13));
    expect(blocks.length).toBeGreaterThan(1);
    expect(Math.min(...blocks.map(([west]) => west))).toBeLessThanOrEqual(bounds[0]);
    expect(Math.min(...blocks.map(([, south]) => south))).toBeLessThanOrEqual(bounds[1]);
    expect(Math.max(...blocks.map(([, , east]) => east))).toBeGreaterThanOrEqual(bounds[2]);
    expect(Math.max(...blocks.map(([, , , north]) => north))).toBeGreaterThanOrEqual(bounds[3]);
  });

  it("are the same ones closer up, so that nothing is asked for again", () => {
    expect(deviceBlocks(view(16), live(13))).toEqual(deviceBlocks(view(13.2), live(13)));
  });

  it("are none while clusters stand for the devices", () => {
    expect(deviceBlocks(view(12.9), live(13))).toEqual([]);
    expect(deviceBlocks(view(12.9), { fromZoom: 13, isReplay: true })).toEqual([]);
  });

  it("are none of a dense city's replay from far, which shows no devices then", () => {
    expect(showsDevices(11, { fromZoom: 11, isReplay: true })).toBe(true);
    expect(showsDevices(8, { fromZoom: 11, isReplay: true })).toBe(true);
    expect(showsDevices(12.9, { fromZoom: 13, isReplay: true })).toBe(false);
    expect(showsDevices(12.9, live(13))).toBe(false);
    expect(showsDevices(13, live(13))).toBe(true);
  });

  it("are wider in a replay from far, which has no clusters", () => {
    const blocks = deviceBlocks(view(8), { fromZoom: 11, isReplay: true });
    expect(blocks).toHaveLength(1);
    expect(deviceBlocks(view(8), live(11))).toEqual([]);
  });
});
