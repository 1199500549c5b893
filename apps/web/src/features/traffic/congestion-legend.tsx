"use client";

import { useMessages } from "../../i18n/messages.ts";
import { type CongestionPalette, ORDERED_CLASSES } from "../../ui/congestion-scale.ts";
import { CongestionSwatch } from "./congestion-swatch.tsx";

function Chevron() {
  return (
    <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden className="flex-none">
      <path d="M3 1.5 L6.5 5 L3 8.5" fill="none" stroke="var(--ink)" strokeWidth={1.6} />
    </svg>
  );
}

/** Legend of the congestion layer: class, width and pattern with the share of free flow. */
export function CongestionLegend({ palette }: { palette: CongestionPalette }) {
  const { live, traffic } = useMessages();
  const { legend } = live;
  const entries = [
    ...ORDERED_CLASSES.map((cls) => [cls, legend.classes[cls], legend.classesShort[cls]] as const),
    ["unknown", legend.unknown, legend.unknown] as const,
    ["closed", legend.closed, legend.closed] as const,
  ];
  return (
    <div className="flex items-center gap-x-12 @min-[760px]:gap-x-20">
      <span className="flex-none text-ink3 @max-[760px]:hidden">{legend.title}</span>
      <span className="flex-none text-ink3 @min-[760px]:hidden">{legend.short}</span>
      <ul className="flex items-center gap-x-12 @min-[760px]:gap-x-20">
        {entries.map(([cls, words, short]) => (
          <li key={cls} className="flex flex-none items-center gap-6 @min-[760px]:gap-8">
            <CongestionSwatch cls={cls} palette={palette} />
            <span className="@max-[600px]:hidden">{words}</span>
            <span className="@min-[600px]:hidden">{short}</span>
          </li>
        ))}
        <li className="flex flex-none items-center gap-6 @min-[760px]:gap-8">
          <Chevron />
          {traffic.directionOfTravel}
        </li>
      </ul>
    </div>
  );
}
