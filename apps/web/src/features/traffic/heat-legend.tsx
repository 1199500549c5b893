"use client";

import { useMessages } from "../../i18n/messages.ts";
import { CONTOUR_COLOURS } from "../../ui/congestion-scale.ts";
import { useTheme } from "../../ui/theme.ts";

/** Legend of the heat layer: the ember ramp with its ends in words. */
export function HeatLegend() {
  const { legend } = useMessages().live;
  const theme = useTheme();
  const colours = CONTOUR_COLOURS[theme === "light" ? "light" : "dark"].slice(1);
  return (
    <div className="flex items-center gap-10">
      <span className="text-ink3">{legend.heat}</span>
      <span>{legend.low}</span>
      <span className="flex" aria-hidden>
        {colours.map((colour) => (
          <span key={colour} className="h-8 w-22" style={{ background: colour }} />
        ))}
      </span>
      <span>{legend.high}</span>
    </div>
  );
}
