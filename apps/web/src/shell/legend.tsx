"use client";

import { CongestionLegend } from "../features/traffic/congestion-legend.tsx";
import { HeatLegend } from "../features/traffic/heat-legend.tsx";
import { useMessages } from "../i18n/messages.ts";
import type { MapLayerId } from "../map/live-map-props.ts";
import { usePalette } from "../ui/palette.ts";

/** Legend of what the map shows now: the heat layer hides the congestion lines, so their legend too. */
export function Legend({ layers }: { layers: ReadonlySet<MapLayerId> }) {
  const { legend } = useMessages().live;
  const palette = usePalette();
  return (
    <section
      aria-label={legend.label}
      // It scrolls where the screen is narrow, and must do so by keyboard too.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: axe's scrollable-region-focusable asks for it
      tabIndex={0}
      className="console-legend @container flex min-w-0 items-center overflow-x-auto border-line bg-panel px-14 max-md:border-y md:border-t type-small text-ink2"
    >
      {layers.has("heat") ? (
        <HeatLegend />
      ) : layers.has("congestion") ? (
        <CongestionLegend palette={palette} />
      ) : null}
    </section>
  );
}
