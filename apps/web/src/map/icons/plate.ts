import type { DataAge } from "@arterial/domain/data-age";
import type { Palette } from "../../ui/tokens.ts";

export interface PlateShape {
  widthPx: number;
  heightPx: number;
  radiusPx: number;
  age: DataAge;
}

const HATCH_PITCH_PX = 5;

function hatch(context: CanvasRenderingContext2D, { widthPx, heightPx }: PlateShape, colour: string): void {
  context.save();
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1.4;
  for (let x = -heightPx; x < widthPx; x += HATCH_PITCH_PX) {
    context.beginPath();
    context.moveTo(x, heightPx);
    context.lineTo(x + heightPx, 0);
    context.stroke();
  }
  context.restore();
}

/** Ground of a marker: plain when fresh, dashed edge when late or offline, hatched when stale. */
export function drawPlate(context: CanvasRenderingContext2D, colours: Palette, shape: PlateShape): void {
  const { widthPx, heightPx, radiusPx, age } = shape;
  context.beginPath();
  context.roundRect(1, 1, widthPx - 2, heightPx - 2, radiusPx);
  context.fillStyle = age === "fresh" || age === "late" ? colours.raised : colours.well;
  context.fill();
  if (age === "stale") hatch(context, shape, colours.lineStrong);
  context.strokeStyle = colours.control;
  context.lineWidth = 1;
  context.setLineDash(age === "late" || age === "offline" ? [2.5, 2] : []);
  context.beginPath();
  context.roundRect(1, 1, widthPx - 2, heightPx - 2, radiusPx);
  context.stroke();
  context.setLineDash([]);
}

/** Colour of what stands on a plate. */
export function plateInk(colours: Palette, age: DataAge): string {
  if (age === "fresh") return colours.ink;
  return age === "late" ? colours.ink2 : colours.ink3;
}

/** The data age named in an image's name; an unknown word counts as offline. */
export function ageOf(word: string | undefined): DataAge {
  return word === "fresh" || word === "late" || word === "stale" ? word : "offline";
}
