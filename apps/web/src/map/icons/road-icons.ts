import type { IconDrawer } from "./map-icon.ts";

const SHIELD_PX = 16;
const CROSS_PX = 9;

/** Plate of a road number, stretched to its text. */
export const shieldIcon: IconDrawer = (_params, colours) => ({
  widthPx: SHIELD_PX,
  heightPx: SHIELD_PX,
  draw(context) {
    context.beginPath();
    context.roundRect(0.5, 0.5, SHIELD_PX - 1, SHIELD_PX - 1, 3);
    context.fillStyle = colours.shield;
    context.fill();
    context.strokeStyle = colours.lineStrong;
    context.lineWidth = 1;
    context.stroke();
  },
});

/** Cross on a closed road. */
export const crossIcon: IconDrawer = (_params, colours) => ({
  widthPx: CROSS_PX,
  heightPx: CROSS_PX,
  draw(context) {
    context.strokeStyle = colours.s1;
    context.lineWidth = 1.8;
    context.beginPath();
    context.moveTo(1.5, 1.5);
    context.lineTo(CROSS_PX - 1.5, CROSS_PX - 1.5);
    context.moveTo(CROSS_PX - 1.5, 1.5);
    context.lineTo(1.5, CROSS_PX - 1.5);
    context.stroke();
  },
});
