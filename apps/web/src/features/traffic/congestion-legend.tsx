"use client";

import { useMessages } from "../../i18n/messages.ts";
import { type CongestionPalette, ORDERED_CLASSES } from "../../ui/congestion-scale.ts";
import { CongestionSwatch } from "./congestion-swatch.tsx";

/** Legend of the congestion layer: class, width and pattern with the share of free flow. */
export function CongestionLegend({ palette }: { palette: CongestionPalette }) {
  const { legend } = useMessages().live;
  const entries = [
    ...ORDERED_CLASSES.map((cls) => [cls, legend.classes[cls]] as const),
    ["unknown", legend.unknown] as const,
    ["closed", legend.closed] as const,
  ];
  return (
    <div className="flex items-center gap-x-20 overflow-x-auto max-md:gap-x-14">
      <span className="flex-none text-ink3 max-md:hidden">{legend.title}</span>
      <span className="flex-none text-ink3 md:hidden">{legend.short}</span>
      <ul className="flex items-center gap-x-20 max-md:gap-x-12">
        {entries.map(([cls, words]) => (
          <li key={cls} className="flex flex-none items-center gap-8 max-md:gap-6">
            <CongestionSwatch cls={cls} palette={palette} />
            {words}
          </li>
        ))}
      </ul>
    </div>
  );
}
