import { expect, it } from "vitest";
import { createCameraLink, type LinkedMap } from "./camera-link.ts";
import type { Viewport } from "./live-map-props.ts";
import type { Camera } from "./overlay/camera.ts";

/** A map that says of every move, also of those by which it follows, that it moved. */
function createMap(viewport: Viewport): LinkedMap & { move(to: Viewport): void; at: () => Viewport } {
  const listeners = new Set<(camera: Camera) => void>();
  let held = viewport;
  const camera = (): Camera => ({ ...held, widthPx: 100, heightPx: 100 });
  function move({ center, zoom }: Viewport): void {
    held = { center, zoom };
    for (const listener of listeners) listener(camera());
  }
  return {
    cameras: {
      current: camera,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    follow: move,
    move,
    at: () => held,
  };
}

const HERE: Viewport = { center: [10.8, 54.6], zoom: 14 };
const THERE: Viewport = { center: [10.9, 54.5], zoom: 12 };

it("the one that joins goes where the first one is, and either leads the other from then on", () => {
  const link = createCameraLink();
  const [first, second] = [createMap(HERE), createMap(THERE)];
  link.join(first);
  link.join(second);
  expect([first.at(), second.at()]).toEqual([HERE, HERE]);
  second.move(THERE);
  expect(first.at()).toEqual(THERE);
  first.move(HERE);
  expect(second.at()).toEqual(HERE);
});

it("who has left is neither followed nor led", () => {
  const link = createCameraLink();
  const [first, second] = [createMap(HERE), createMap(HERE)];
  link.join(first);
  const leave = link.join(second);
  leave();
  second.move(THERE);
  expect(first.at()).toEqual(HERE);
  first.move({ ...HERE, zoom: 15 });
  expect(second.at()).toEqual(THERE);
});
