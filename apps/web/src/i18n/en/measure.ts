/** Measuring on the map. */
export const measure = {
  title: "Measure",
  hint: "Press the map to set points, or move it under the crosshair with the arrow keys and press Space.",
  firstPoint: "First point set",
  leg: (number: string) => `Leg ${number}`,
  length: "Length",
  perimeter: "Perimeter",
  area: "Area",
  crossed: "The line crosses itself: no area",
  undo: "Undo point",
  clear: "Clear",
  close: "Close area",
  copy: "Copy",
  copied: "Copied",
  failed: "Could not copy",
  done: "End measuring",
};
