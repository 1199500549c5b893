"use client";

import type { MapCityAnswer } from "@arterial/api/live/map-contract";
import { IconTable } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import {
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { SearchHit } from "../features/city/city-search.tsx";
import { SearchMenu } from "../features/city/search-menu.tsx";
import { useMapDevices } from "../features/heat/use-heat-devices.ts";
import type { TableOnly } from "../features/map-table/only-rows.ts";
import { outlinedSegments, usePlace } from "../features/place/use-place.ts";
import { RoutesMenu } from "../features/route/routes-menu.tsx";
import { useDrawnRoute } from "../features/route/use-drawn-route.ts";
import { ViewsMenu } from "../features/saved-view/views-menu.tsx";
import { useTypicalRatios } from "../features/traffic/use-typical-ratios.ts";
import { useMessages } from "../i18n/messages.ts";
import { useConnection, useReplayClock } from "../live/use-live.ts";
import { type CameraLink, createCameraLink } from "../map/camera-link.ts";
import type { LiveMapHandle, MapFeature } from "../map/live-map-props.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { usePalette } from "../ui/palette.ts";
import { useKeyHint, useShortcut } from "../ui/shortcuts.ts";
import { useTheme } from "../ui/theme.ts";
import { CompareButton } from "./compare-button.tsx";
import { ComparisonAnnouncer } from "./comparison-announcer.tsx";
import { LayerMenu } from "./layer-menu.tsx";
import { MapPlates } from "./map-plates.tsx";
import { ObservedCaption } from "./observed-caption.tsx";
import { MAP_ID } from "./use-destinations.ts";
import { useMapWords } from "./use-map-words.ts";
import type { useViewState } from "./use-view-state.ts";
import { useWatched } from "./use-watched.ts";

const MapTable = dynamic(
  () => import("../features/map-table/map-table.tsx").then((module) => module.MapTable),
  {
    ssr: false,
  },
);
const MapWalk = dynamic(() => import("../features/map-table/map-walk.tsx").then((module) => module.MapWalk), {
  ssr: false,
});
const LiveMap = dynamic(() => import("../map/live-map.tsx").then((module) => module.LiveMap));

const TypicalMap = dynamic(() => import("./typical-map.tsx").then((module) => module.TypicalMap), {
  ssr: false,
});

// Begins before the page comes to life; one that fails here is asked for again where it is shown.
if (typeof window !== "undefined") import("../map/live-map.tsx").catch(() => undefined);

/** Whether the map's table stands in its place; the focus goes with it, there and back. */
function useMapTable(handle: RefObject<LiveMapHandle | null>) {
  const [table, setTable] = useState<TableOnly | "all" | null>(null);
  const isTable = table !== null;
  const tableKey = useKeyHint("table");
  const toggleTable = useCallback(() => setTable((was) => (was === null ? "all" : null)), []);
  const listAll = useCallback(() => setTable("all"), []);
  const wasTable = useRef(false);
  useEffect(() => {
    if (wasTable.current && !isTable) handle.current?.focus();
    wasTable.current = isTable;
  }, [isTable, handle]);
  useShortcut("table", toggleTable);
  useShortcut("goToCameras", () => setTable("cameras"));
  useShortcut("goToDevices", () => setTable("devices"));
  return { isTable, only: table === "all" ? null : table, listAll, toggleTable, tableKey };
}

const PHONE_MENU =
  "absolute grid size-44 place-items-center rounded-control border border-line-strong bg-raised text-ink md:hidden";

/**
 * What a phone has over its map instead of rail, layer bar and the strip's search: two rows of buttons, or one where half
 * of the height is another map's.
 */
function PhoneMenus(props: {
  view: ReturnType<typeof useViewState>;
  isCompared: boolean;
  onFind: (hit: SearchHit) => void;
  onOpenView: (address: string) => void;
  onOpenRoute: (points: string) => void;
}) {
  const { view, isCompared } = props;
  return (
    <>
      <LayerMenu layers={view.layers} onToggle={view.toggleLayer} />
      <SearchMenu onFind={props.onFind} />
      <ViewsMenu
        className={`${PHONE_MENU} ${isCompared ? "top-10 start-110" : "top-60 start-10"}`}
        side="bottom"
        onOpen={props.onOpenView}
      />
      <RoutesMenu
        className={`${PHONE_MENU} ${isCompared ? "top-10 start-160" : "top-60 start-60"}`}
        side="bottom"
        onOpen={props.onOpenRoute}
      />
    </>
  );
}

/** Whether what is typical stands beside the map: its key, Escape, and the link that keeps both at the same place. */
function useComparison({ comparison, toggleComparison }: ReturnType<typeof useViewState>) {
  const [link] = useState(createCameraLink);
  const isCompared = comparison !== null;
  useShortcut("compare", toggleComparison);
  useShortcut("escape", isCompared ? toggleComparison : undefined);
  return { isCompared, link };
}

interface MapProps {
  view: ReturnType<typeof useViewState>;
  /** What the page came with; null when the map has to ask for it. */
  city: MapCityAnswer | null;
  /** What is selected, on whatever level. */
  subject: MapFeature | null;
  handle: RefObject<LiveMapHandle | null>;
  onDrawn: () => void;
}

/** The map with what it needs from the page: devices, theme, words, view, and what lies over it. */
function ObservedMap(
  props: MapProps & {
    link: CameraLink;
    outlined: readonly string[];
    children: ReactNode;
  } & ReturnType<typeof useDrawnRoute>,
) {
  const { view, subject, handle } = props;
  const theme = useTheme();
  const palette = usePalette();
  const devices = useMapDevices(view, subject);
  const { status } = useConnection();
  const clock = useReplayClock();
  const typicalRatios = useTypicalRatios(view.layers.has("difference"));
  const words = useMapWords();
  return (
    <div className="map-pair-ground">
      <Suspense>
        <LiveMap
          ref={handle}
          onDrawn={props.onDrawn}
          city={props.city}
          theme={theme}
          palette={palette}
          layers={view.layers}
          heat={view.heat}
          typicalRatios={typicalRatios}
          devices={devices}
          selection={subject}
          outlined={props.outlined}
          route={props.route}
          drafting={props.drafting}
          onSelect={view.select}
          viewport={view.viewport}
          onViewportChange={view.setViewport}
          isConnectionLost={status === "lost" && clock.mode === "live"}
          words={words}
          link={props.link}
          walk={(cameras) => (
            <MapWalk
              cameras={cameras}
              layers={view.layers}
              heat={view.heat}
              selection={subject}
              onSelect={view.select}
            />
          )}
        />
      </Suspense>
      {props.children}
    </div>
  );
}

/** The map's place on the page: what is observed, what is typical beside it, their table and what lies over them. */
export function ConsoleMap(props: MapProps & Omit<Parameters<typeof PhoneMenus>[0], "view" | "isCompared">) {
  const { view, subject, handle } = props;
  useWatched(view, props.city);
  const { isTable, only, listAll, toggleTable, tableKey } = useMapTable(handle);
  useShortcut("measure", isTable ? undefined : () => handle.current?.toggleTool("measure"));
  useShortcut("drawRoute", isTable ? undefined : () => handle.current?.toggleTool("route"));
  const { isCompared, link } = useComparison(view);
  const focusMap = useCallback(() => handle.current?.focus(), [handle]);
  const messages = useMessages();
  const place = usePlace(subject).data;
  const outlined = useMemo(() => outlinedSegments(place), [place]);
  const { route, drafting } = useDrawnRoute(subject, view.select);
  return (
    <main id={MAP_ID} className="console-map min-h-0 min-w-0 bg-land">
      <div className="map-pair" data-compared={isCompared} inert={isTable}>
        <section aria-label={isCompared ? messages.comparison.observed : undefined}>
          {isCompared ? <ObservedCaption /> : null}
          <ObservedMap {...props} {...{ link, outlined, route, drafting }}>
            <PhoneMenus
              view={view}
              isCompared={isCompared}
              onFind={props.onFind}
              onOpenView={props.onOpenView}
              onOpenRoute={props.onOpenRoute}
            />
          </ObservedMap>
        </section>
        {isCompared ? (
          <TypicalMap
            city={props.city}
            link={link}
            selection={subject}
            outlined={outlined}
            route={route}
            onSelect={view.select}
            onLeave={focusMap}
          />
        ) : null}
      </div>
      <ComparisonAnnouncer isCompared={isCompared} />
      <CompareButton isCompared={isCompared} onToggle={view.toggleComparison} look="map" />
      {isTable ? null : <MapPlates layers={view.layers} />}
      {isTable ? (
        <MapTable
          only={only}
          onAll={listAll}
          isCompared={isCompared}
          layers={view.layers}
          heat={view.heat}
          selection={view.selection}
          onSelect={view.select}
          onClose={toggleTable}
        />
      ) : (
        <Button
          isSmall
          className="absolute start-10 bottom-10 max-md:h-44"
          icon={<Icon of={IconTable} size={13} />}
          shortcut={tableKey}
          onClick={toggleTable}
        >
          {messages.live.mapTable.open}
        </Button>
      )}
    </main>
  );
}
