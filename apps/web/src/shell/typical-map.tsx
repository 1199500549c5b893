"use client";

import type { MapCityAnswer } from "@arterial/api/live/map-contract";
import { type RefObject, Suspense, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useCity } from "../features/city/city-context.tsx";
import { useTypicalNetwork } from "../features/comparison/use-typical-network.ts";
import { hourWords } from "../features/traffic/typical-hour.ts";
import { useTypicalHour } from "../features/traffic/use-typical-segments.ts";
import { useMessages } from "../i18n/messages.ts";
import { liveSession } from "../live/live-session.ts";
import { createTypicalSession, type MapSession } from "../live/map-session.ts";
import { createStore } from "../live/store.ts";
import type { CameraLink } from "../map/camera-link.ts";
import { LiveMap } from "../map/live-map.tsx";
import type { DrawnRoute, MapDevice, MapFeature, MapLayerId } from "../map/live-map-props.ts";
import { refusalCode } from "../queries/query-provider.tsx";
import { Button } from "../ui/button.tsx";
import { formatNumber, formatRange } from "../ui/format-number.ts";
import { usePalette } from "../ui/palette.ts";
import { useTheme } from "../ui/theme.ts";
import { MapCaption } from "./map-caption.tsx";
import { parseViewState } from "./view-state.ts";

const LAYERS: ReadonlySet<MapLayerId> = new Set<MapLayerId>(["congestion"]);
const NO_DEVICES: readonly MapDevice[] = [];

type Network = ReturnType<typeof useTypicalNetwork>;

/** On how much it rests; or that it is not here, and why. */
function Basis({ network, isLoading, error, retry }: Network) {
  const { comparison: words, live, session } = useMessages();
  if (network) {
    const { known, all, fewestSamples, mostSamples, weeks } = network.basis;
    const samples = formatRange(fewestSamples, mostSamples);
    return <span>{words.basis(formatNumber(known), formatNumber(all), samples, weeks)}</span>;
  }
  if (error) {
    const code = refusalCode(error);
    return (
      <span role="alert" className="flex flex-wrap items-center gap-8 text-ink">
        {code === "forbidden" ? session.refusals.forbidden : live.panel.failed(words.loading)}
        <Button isSmall onClick={retry}>
          {live.panel.retry}
        </Button>
      </span>
    );
  }
  if (isLoading) return <span role="status">{live.panel.loading(words.loading)}</span>;
  return <span role="status" className="text-ink">{`${words.none} ${words.noneHint}`}</span>;
}

/** A session of its own, which shows the network as typical and asks for nothing live. */
function useTypicalSession(network: Network["network"]): MapSession {
  const [{ session, typical }] = useState(() => {
    const typical = createStore<ReturnType<MapSession["typical"]["get"]>>(null);
    return { typical, session: createTypicalSession(liveSession(), typical) };
  });
  useEffect(() => typical.set(network?.states ?? null), [network, typical]);
  return session;
}

/** Gives the focus to another when this goes with the focus in it; otherwise it would be nowhere. */
function useFocusLeft(leave: () => void): RefObject<HTMLElement | null> {
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const held = frame.current;
    return () => {
      if (held?.contains(document.activeElement)) leave();
    };
  }, [leave]);
  return frame;
}

/** The map beside the map: the network as it typically is in the shown hour of the week. */
export function TypicalMap(props: {
  city: MapCityAnswer | null;
  link: CameraLink;
  selection: MapFeature | null;
  outlined: readonly string[];
  route: DrawnRoute | null;
  onSelect: (feature: MapFeature | null) => void;
  /** It goes, with the focus in it. */
  onLeave: () => void;
}) {
  const { comparison: words, live } = useMessages();
  const frame = useFocusLeft(props.onLeave);
  const { timeFormat } = useCity();
  const theme = useTheme();
  const palette = usePalette();
  const hourAt = useTypicalHour();
  const network = useTypicalNetwork();
  const session = useTypicalSession(network.network);
  const [viewport] = useState(() => parseViewState(location.search).viewport);
  const title = words.typical(hourAt === null ? "" : hourWords(hourAt, timeFormat));
  return (
    <section ref={frame} aria-label={title}>
      <MapCaption title={title}>
        <Basis {...network} />
      </MapCaption>
      <div className="map-pair-ground">
        <Suspense>
          <LiveMap
            city={props.city}
            theme={theme}
            palette={palette}
            layers={LAYERS}
            heat="density"
            typicalRatios={null}
            devices={NO_DEVICES}
            selection={props.selection}
            outlined={props.outlined}
            route={props.route}
            onSelect={props.onSelect}
            viewport={viewport}
            isConnectionLost={false}
            words={{ map: words.map, basemapFailed: live.map.basemapFailed }}
            session={session}
            link={props.link}
            hasControls={false}
          />
        </Suspense>
      </div>
    </section>
  );
}
