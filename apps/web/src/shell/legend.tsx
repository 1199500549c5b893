"use client";

import dynamic from "next/dynamic";
import { CongestionLegend } from "../features/traffic/congestion-legend.tsx";
import { DifferenceLegend } from "../features/traffic/difference-legend.tsx";
import { useMessages } from "../i18n/messages.ts";
import { usePalette } from "../ui/palette.ts";
import type { ViewControl } from "./use-view-state.ts";

const HeatLegend = dynamic(
  () => import("../features/heat/heat-legend.tsx").then((module) => module.HeatLegend),
  {
    ssr: false,
  },
);

/** A piece of the line between districts. */
function ZoneLegend() {
  const { zone } = useMessages().live.legend;
  return (
    <span className="flex flex-none items-center gap-6 not-first:ms-20 not-first:border-s not-first:border-line not-first:ps-20">
      <svg width={26} height={4} aria-hidden>
        <path d="M0 2 H26" stroke="var(--label-district)" strokeWidth={1.1} strokeDasharray="5.5 3.9" />
      </svg>
      {zone}
    </span>
  );
}

/** Legend of what the map shows now: the heat layer hides the congestion lines, so their legend too. */
export function Legend({ view }: { view: ViewControl }) {
  const { legend } = useMessages().live;
  const palette = usePalette();
  const { layers } = view;
  // The map of what is typical always shows congestion.
  const isOther = layers.has("heat") || layers.has("difference") || !layers.has("congestion");
  return (
    <section
      aria-label={legend.label}
      // It scrolls where the screen is narrow, and must do so by keyboard too.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: axe's scrollable-region-focusable asks for it
      tabIndex={0}
      className="console-legend @container flex min-w-0 items-center overflow-x-auto *:flex-none border-line bg-panel px-14 max-md:border-y md:border-t type-small text-ink2"
    >
      {layers.has("heat") ? (
        <HeatLegend variant={view.heat} onVariant={view.setHeat} />
      ) : layers.has("difference") ? (
        <DifferenceLegend />
      ) : layers.has("congestion") ? (
        <CongestionLegend palette={palette} />
      ) : null}
      {view.comparison && isOther ? (
        <div className="flex flex-none items-center ms-20 ps-20 border-s border-line">
          <CongestionLegend palette={palette} />
        </div>
      ) : null}
      {layers.has("zones") ? <ZoneLegend /> : null}
    </section>
  );
}
