import type { IconDrawer } from "../../map/icons/map-icon.ts";
import type { DeviceLayer } from "../../map/markers/device-layer.ts";
import { describeLoop } from "./prepare-loop-layer.ts";

/** Nearer than this loops are seen as dots in the road. */
export const LOOPS_FROM_ZOOM = 14.5;
const FULL_ZOOM = 17;
const [SMALL_PX, FULL_PX] = [2.2, 5];
/** Steps in which dots grow with the zoom, px. */
const STEP_PX = 0.25;
const EDGE_PX = 1.4;

function radiusPx(zoom: number): number {
  const share = Math.min(1, Math.max(0, (zoom - LOOPS_FROM_ZOOM) / (FULL_ZOOM - LOOPS_FROM_ZOOM)));
  return Math.round((SMALL_PX + share * (FULL_PX - SMALL_PX)) / STEP_PX) * STEP_PX;
}

const dotIcon: IconDrawer = ([age, radius], colours) => {
  const sizePx = Math.ceil(2 * (Number(radius) + EDGE_PX)) + 1;
  return {
    widthPx: sizePx,
    heightPx: sizePx,
    draw(context) {
      const isFresh = age === "fresh";
      context.beginPath();
      context.arc(sizePx / 2, sizePx / 2, Number(radius) + EDGE_PX / 2, 0, 2 * Math.PI);
      context.fillStyle = isFresh ? colours.raised : colours.well;
      context.fill();
      context.strokeStyle = isFresh ? colours.ink2 : colours.control;
      context.lineWidth = EDGE_PX;
      context.stroke();
    },
  };
};

/** Traffic loops: small dots on the road at street zooms, shown with congestion. */
export const loopLayer: DeviceLayer = {
  id: "congestion",
  kind: "traffic",
  describe: describeLoop,
  fromZoom: LOOPS_FROM_ZOOM,
  sizeAt: radiusPx,
  room: null,
  icons: { "loop-dot": dotIcon },
};
