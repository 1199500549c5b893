import { describe, expect, it } from "vitest";
import { countsByClass, totalCount } from "../camera/prepare-camera.ts";
import { parkingState } from "../parking/prepare-parking.ts";
import { channelValue, createChannel } from "./channel.ts";
import { deviceSeries, scaleTypical } from "./device-history.ts";

const humidity = createChannel("relativeHumidity", {
  label: "Humidity",
  unit: "%",
  decimals: 0,
  factor: 100,
});

describe("a channel", () => {
  it("reads its field in shown units, and nothing else", () => {
    expect(channelValue(humidity, { relativeHumidity: 0.81 })).toBeCloseTo(81);
    expect(channelValue(humidity, { relativeHumidity: "0.81" })).toBeNull();
    expect(channelValue(humidity, undefined)).toBeNull();
  });

  it("scales stored points and adds the live reading at the end", () => {
    const series = deviceSeries({
      points: [
        { t: 1, value: 0.5 },
        { t: 2, value: null },
      ],
      channel: humidity,
      live: { at: 3, value: 81 },
    });
    expect(series).toEqual([
      { at: 1, value: 50 },
      { at: 2, value: null },
      { at: 3, value: 81 },
    ]);
  });

  it("does not add a live reading that is stored already", () => {
    expect(
      deviceSeries({ points: [{ t: 3, value: 0.8 }], channel: humidity, live: { at: 3, value: 81 } }),
    ).toHaveLength(1);
  });

  it("scales what is typical", () => {
    expect(scaleTypical([{ startAt: 0, p15: 0.1, p50: 0.5, p85: 0.75 }], 100)).toEqual([
      { startAt: 0, p15: 10, p50: 50, p85: 75 },
    ]);
  });
});

describe("a car park", () => {
  it("is never less than empty of free spaces, and takes its registered capacity when the reading has none", () => {
    expect(parkingState({ occupied: 320 }, 300)).toEqual({
      occupied: 320,
      capacity: 300,
      free: 0,
      share: 320 / 300,
    });
    expect(parkingState({ occupied: 20, capacity: 100 }, 300)?.free).toBe(80);
    expect(parkingState({ capacity: 100 }, 300)).toBeNull();
  });
});

describe("a camera", () => {
  it("lists its counts by class, most first, and adds them up", () => {
    const values = { counts: { truck: 1, car: 12, bus: 1 } };
    expect(countsByClass(values).map(({ cls }) => cls)).toEqual(["car", "bus", "truck"]);
    expect(totalCount(values)).toBe(14);
    expect(totalCount({})).toBeNull();
  });
});
