import type { Map as MapLibreMap } from "maplibre-gl";
import { describe, expect, it, vi } from "vitest";
import { MapPointer } from "./map-pointer.ts";

/** A map that can be pressed, and what its pointer selected. */
function pressedMap() {
  let onClick: (event: object) => void = () => undefined;
  const map = {
    on: (event: string, listener: (event: object) => void) => {
      if (event === "click") onClick = listener;
    },
    getCanvas: () => ({ style: {} }),
    doubleClickZoom: { enable: () => undefined, disable: () => undefined },
  };
  const onSelect = vi.fn();
  const pointer = new MapPointer(map as unknown as MapLibreMap, {
    featureAt: () => null,
    onSelect,
    onHover: () => undefined,
  });
  const press = (lng: number, lat: number) => onClick({ point: { x: 0, y: 0 }, lngLat: { lng, lat } });
  return { pointer, press, onSelect };
}

describe("MapPointer", () => {
  it("selects while no tool was asked for", () => {
    const { press, onSelect } = pressedMap();
    press(1, 2);
    expect(onSelect).toHaveBeenCalledOnce();
  });

  it("hands presses to a tool that was still being loaded, and selects nothing by them", () => {
    const { pointer, press, onSelect } = pressedMap();
    const onPress = vi.fn();
    pointer.keepForTool(true);
    press(1, 2);
    press(3, 4);
    pointer.give({ onPress, onMove: () => undefined });
    press(5, 6);
    expect(onPress.mock.calls).toEqual([[[1, 2]], [[3, 4]], [[5, 6]]]);
    expect(onSelect).not.toHaveBeenCalled();
  });

  it("selects again once the tool is put away, or was never loaded", () => {
    const { pointer, press, onSelect } = pressedMap();
    const tool = { onPress: vi.fn(), onMove: () => undefined };
    pointer.keepForTool(true);
    press(1, 2);
    pointer.keepForTool(false);
    press(1, 2);
    pointer.give(tool);
    pointer.keepForTool(true);
    pointer.give(null);
    pointer.keepForTool(false);
    press(1, 2);
    expect(onSelect).toHaveBeenCalledTimes(2);
    expect(tool.onPress).not.toHaveBeenCalled();
  });
});
