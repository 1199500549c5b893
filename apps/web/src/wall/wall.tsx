"use client";

import type { MapCityAnswer } from "@arterial/api/live/map-contract";
import dynamic from "next/dynamic";
import { Suspense } from "react";
import { Announcer } from "../features/abnormal/announcer.tsx";
import { SeverityCounts } from "../features/abnormal/severity-counts.tsx";
import { useCity } from "../features/city/city-context.tsx";
import { HeatLegend } from "../features/heat/heat-legend.tsx";
import { useMapDevices } from "../features/heat/use-heat-devices.ts";
import { CongestionLegend } from "../features/traffic/congestion-legend.tsx";
import { DifferenceLegend } from "../features/traffic/difference-legend.tsx";
import { useTypicalRatios } from "../features/traffic/use-typical-ratios.ts";
import { useMessages } from "../i18n/messages.ts";
import { useConnection, useLiveNow } from "../live/use-live.ts";
import { MapConnectionBand } from "../shell/connection-band.tsx";
import { LiveState } from "../shell/live-state.tsx";
import { useMapWords } from "../shell/use-map-words.ts";
import { useWatched } from "../shell/use-watched.ts";
import { usePalette } from "../ui/palette.ts";
import { WallFigures } from "./wall-figures.tsx";
import { WallList } from "./wall-list.tsx";
import type { WallView } from "./wall-view.ts";

const LiveMap = dynamic(() => import("../map/live-map.tsx").then((module) => module.LiveMap));

function ignore(): void {}

function WallMap({ view, mapCity }: { view: WallView; mapCity: MapCityAnswer | null }) {
  useWatched(view, mapCity);
  const devices = useMapDevices(view, null);
  const palette = usePalette();
  const { status } = useConnection();
  const words = useMapWords();
  const typicalRatios = useTypicalRatios(view.layers.has("difference"));
  return (
    // Nobody touches a wall: nothing on the map takes the pointer or the focus.
    <div className="wall-map" inert>
      <Suspense>
        <LiveMap
          city={mapCity}
          theme={view.theme}
          palette={palette}
          layers={view.layers}
          heat={view.heat}
          typicalRatios={typicalRatios}
          devices={devices}
          selection={null}
          onSelect={ignore}
          viewport={view.viewport}
          isConnectionLost={status === "lost"}
          words={words}
        />
      </Suspense>
    </div>
  );
}

function WallClock() {
  const now = useLiveNow();
  const { timeFormat } = useCity();
  if (now === null) return null;
  return (
    <time dateTime={timeFormat.iso(now)} className="wall-time">
      <span className="text-ink2">{timeFormat.date(now)}</span>
      <span className="wall-clock text-ink">{timeFormat.clock(now)}</span>
      <span className="text-ink2">{timeFormat.zone(now)}</span>
    </time>
  );
}

/** Legend of what the wall's map shows. */
function WallLegend({ view, palette }: { view: WallView; palette: ReturnType<typeof usePalette> }) {
  if (view.layers.has("heat")) return <HeatLegend variant={view.heat} />;
  if (view.layers.has("difference")) return <DifferenceLegend />;
  return view.layers.has("congestion") ? <CongestionLegend palette={palette} /> : null;
}

/** Header, figures, map, what is abnormal and the legend: everything at once, to be read from metres away. */
export function Wall({ view, mapCity }: { view: WallView; mapCity: MapCityAnswer | null }) {
  const { shell, live } = useMessages();
  const { city } = useCity();
  const palette = usePalette();
  return (
    <main className="wall bg-ground text-ink">
      <header className="wall-head border-b border-line bg-rail">
        <h1 className="wall-strong">{city.name}</h1>
        {city.isSimulated ? <span className="wall-tag text-ink2">{shell.simulated}</span> : null}
        <LiveState />
        <span className="flex-1" />
        <SeverityCounts />
        <WallClock />
      </header>
      <div className="wall-band">
        <MapConnectionBand />
      </div>
      <WallFigures chosen={view.figures} />
      <WallMap view={view} mapCity={mapCity} />
      <WallList />
      <section
        aria-label={live.legend.label}
        className="wall-legend @container border-t border-line bg-panel text-ink2"
      >
        <WallLegend view={view} palette={palette} />
      </section>
      <Announcer />
    </main>
  );
}
