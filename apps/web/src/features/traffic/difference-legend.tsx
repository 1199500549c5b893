"use client";

import { useMessages } from "../../i18n/messages.ts";
import { DIFFERENCE_WIDTHS_PX, differenceColours } from "./difference-layer.ts";

/** Legend of the layer against typical: both ends in words, as wide as the map draws them. */
export function DifferenceLegend() {
  const { difference } = useMessages().live;
  return (
    <div className="flex items-center gap-10 whitespace-nowrap">
      <span className="text-ink3">{difference.title}</span>
      <span>{difference.faster}</span>
      <span className="flex items-center gap-2" aria-hidden>
        {differenceColours("var(--ink3)").map((colour, index) => (
          <span
            key={colour}
            className="w-22"
            style={{ background: colour, height: DIFFERENCE_WIDTHS_PX[index] }}
          />
        ))}
      </span>
      <span>{difference.slower}</span>
      <span className="text-ink3">{difference.none}</span>
    </div>
  );
}
