import type { IconDrawer } from "./map-icon.ts";

const SHIELD_PX = 16;
const CROSS_PX = 9;
const CHEVRON_PX = 14;

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

/** Chevron that points along its line; its edge in the land's colour keeps it clear of the line's own. */
export const chevronIcon: IconDrawer = (_params, colours) => ({
  widthPx: CHEVRON_PX,
  heightPx: CHEVRON_PX,
  draw(context) {
    context.lineCap = "round";
    context.lineJoin = "round";
    context.beginPath();
    context.moveTo(5, 3);
    context.lineTo(9, 7);
    context.lineTo(5, 11);
    for (const [colour, width] of [
      [colours.land, 5.4],
      [colours.ink, 2.2],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.stroke();
    }
  },
});
