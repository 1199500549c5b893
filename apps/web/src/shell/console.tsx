"use client";

import "./console.css";
import type { MapCityAnswer } from "@arterial/api/live/map-contract";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import dynamic from "next/dynamic";
import { type RefObject, startTransition, useCallback, useRef, useState } from "react";
import { AbnormalList } from "../features/abnormal/abnormal-list.tsx";
import { Announcer } from "../features/abnormal/announcer.tsx";
import type { SearchHit } from "../features/city/city-search.tsx";
import { BackfillNote } from "../features/figures/backfill-note.tsx";
import { FigureList } from "../features/figures/figure-list.tsx";
import { FigureStrip } from "../features/figures/figure-strip.tsx";
import { useFigureViews } from "../features/figures/use-figure-views.ts";
import { boundsOfRoute } from "../features/route/prepare-route.ts";
import { useMessages } from "../i18n/messages.ts";
import { useAbnormalItem, useReplayClock } from "../live/use-live.ts";
import type { LiveMapHandle, MapFeature, Viewport } from "../map/live-map-props.ts";
import type { MapTarget } from "../ui/panel-actions.ts";
import { useShortcut } from "../ui/shortcuts.ts";
import { MapConnectionBand } from "./connection-band.tsx";
import { ConsoleMap } from "./console-map.tsx";
import { hitTarget } from "./hit-target.ts";
import { LayerBar } from "./layer-bar.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { Legend } from "./legend.tsx";
import { MarkColumn } from "./mark-column.tsx";
import { PasswordBand } from "./password-band.tsx";
import { Rail } from "./rail.tsx";
import { SelectedPanel } from "./selected-panel.tsx";
import { SeverityBar } from "./severity-bar.tsx";
import { SkipLinks } from "./skip-links.tsx";
import { StatusStrip } from "./status-strip.tsx";
import { TabBar } from "./tab-bar.tsx";
import { useConsoleKeys } from "./use-console-keys.ts";
import { afterLayout, hasFocus, LIST_ID, useDestinations } from "./use-destinations.ts";
import { useNearestCamera } from "./use-nearest-camera.ts";
import { useViewState } from "./use-view-state.ts";

const ReplayBand = dynamic(() => import("./time-bar/replay-band.tsx").then((module) => module.ReplayBand), {
  ssr: false,
});
const TimeBar = dynamic(() => import("./time-bar/time-bar.tsx").then((module) => module.TimeBar), {
  ssr: false,
  // Its place is kept, so that the map does not move when it comes.
  loading: () => <div className="console-time border-t border-line bg-panel" />,
});
const KeyboardSheet = dynamic(() => import("./keyboard-sheet.tsx").then((module) => module.KeyboardSheet), {
  ssr: false,
});
const OfflineKeeper = dynamic(
  () => import("../offline/offline-keeper.tsx").then((module) => module.OfflineKeeper),
  { ssr: false },
);
const ComparedFigures = dynamic(
  () => import("../features/comparison/compared-figures.tsx").then((module) => module.ComparedFigures),
  { ssr: false },
);

/** Loads what nobody needs before the map stands, so that it is there when it is reached for. */
function loadTheRest(): void {
  const parts = [
    import("./inspector.tsx"),
    import("../live/replay/replay-player.ts"),
    import("./account-popup.tsx"),
    import("./layer-popup.tsx"),
    import("./keyboard-sheet.tsx"),
    import("./nearest-camera.ts"),
    import("../features/city/search-box.tsx"),
    import("../features/map-table/map-table.tsx"),
    import("../features/map-table/map-walk.tsx"),
    import("../features/figures/figure-popup.tsx"),
    import("../features/saved-view/views-popup.tsx"),
    import("../map/measure/measure-tool.tsx"),
    import("../map/route/route-marks.tsx"),
    import("../map/route/route-tool.tsx"),
    import("../features/route/routes-popup.tsx"),
    import("./typical-map.tsx"),
    import("../features/comparison/compared-figures.tsx"),
    import("../ui/tooltip-popup.tsx"),
  ];
  // One that fails here is asked for again where it is shown.
  void Promise.allSettled(parts);
}

function PhoneFigures() {
  const { allLabel } = useMessages().live.figures;
  return (
    <section
      aria-label={allLabel}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: axe's scrollable-region-focusable asks for it
      tabIndex={0}
      className="console-figures overflow-y-auto bg-panel focus-inside md:hidden"
    >
      <FigureList figures={useFigureViews()} />
    </section>
  );
}

function Figures({ isCompared }: { isCompared: boolean }) {
  const { label } = useMessages().live.figures;
  return (
    <section aria-label={label} className="console-kpi border-b border-line bg-panel">
      {isCompared ? <ComparedFigures /> : <FigureStrip />}
    </section>
  );
}

/** On which level something that was found is opened. */
const LEVEL_OF_HIT = {
  street: "corridor",
  zone: "zone",
  junction: "site",
  segment: "segment",
  device: "device",
  route: "route",
} as const satisfies Record<SearchHit["type"], MapFeature["type"]>;

/** The item whose subject is selected. */
function useSelectedItem(selection: MapFeature | null): AbnormalItem | undefined {
  return useAbnormalItem((items) => {
    if (!selection) return undefined;
    if (selection.type === "abnormal") return items.get(selection.id);
    return [...items.values()].find(
      ({ subject, others }) => !others && subject.type === selection.type && subject.id === selection.id,
    );
  });
}

/** The list of what is abnormal where a page is too narrow for it: whether it is folded out over the map. */
function useFoldedList(map: RefObject<LiveMapHandle | null>) {
  const [isListOpen, setListOpen] = useState(false);
  const openList = useCallback(() => setListOpen(true), []);
  const goTo = useDestinations(map, openList);
  /** Folds it away; the focus that is in it goes on. */
  const foldList = (goOn: () => void) => {
    if (isListOpen && hasFocus(LIST_ID)) afterLayout(goOn);
    setListOpen(false);
  };
  return { isListOpen, setListOpen, foldList, goTo };
}

/** What comes once the map stands. */
function useDrawn() {
  const [isDrawn, setDrawn] = useState(false);
  const noteDrawn = useCallback(() => {
    loadTheRest();
    startTransition(() => setDrawn(true));
  }, []);
  return { isDrawn, noteDrawn };
}

/** The live page: strips, list, map, inspector. */
export function Console({ search, mapCity }: { search: string; mapCity: MapCityAnswer | null }) {
  const { live, shell } = useMessages();
  const map = useRef<LiveMapHandle>(null);
  const goThere = (viewport: Viewport | null) => {
    if (viewport) map.current?.flyTo({ point: viewport.center, zoom: viewport.zoom });
    else map.current?.showCity();
  };
  const view = useViewState(search, goThere);
  const clock = useReplayClock();
  const { isListOpen, setListOpen, foldList, goTo } = useFoldedList(map);
  const [isKeyboardOpen, setKeyboardOpen] = useState(false);
  const [isFigures, setFigures] = useState(false);
  const { isDrawn, noteDrawn } = useDrawn();
  const subject = view.selection;
  const isCompared = view.comparison !== null;
  const item = useSelectedItem(subject);

  const locate = useCallback((target: MapTarget) => map.current?.flyTo(target), []);
  const selectItem = (chosen: AbnormalItem) => {
    foldList(goTo.panel);
    view.select({ type: "abnormal", id: chosen.id });
    locate({ point: chosen.point });
  };
  const find = (hit: SearchHit) => {
    view.select({ type: LEVEL_OF_HIT[hit.type], id: hit.id });
    afterLayout(() => locate(hitTarget(hit)));
  };
  const openRoute = (points: string) => {
    view.select({ type: "route", id: points });
    const bounds = boundsOfRoute(points);
    if (bounds) afterLayout(() => locate({ bounds }));
  };
  const openView = (address: string) => goThere(view.open(address));
  const close = useCallback(() => view.select(null), [view.select]);
  const showKeys = () => setKeyboardOpen(true);
  const actions = { onSelect: view.select, onSelectAt: view.selectAt, onLocate: locate, onClose: close };
  const { openNearest, note } = useNearestCamera({ subject, item, map, onSelect: view.select });
  useShortcut("escape", isListOpen ? () => foldList(goTo.map) : subject ? close : undefined);
  useConsoleKeys({ goTo, hasPanel: subject !== null, onNearestCamera: openNearest, onKeyboard: showKeys });

  return (
    <div className="console bg-ground" data-replay={clock.mode === "replay"} data-compared={isCompared}>
      <SkipLinks goTo={goTo} hasPanel={subject !== null} />
      <Rail current="live" onKeyboard={showKeys} onOpenView={openView} onOpenRoute={openRoute} />
      <StatusStrip page={shell.overview} onFind={find} />
      <MapConnectionBand />
      <PasswordBand />
      <ReplayBand />
      <SeverityBar />
      <Figures isCompared={isCompared} />
      <MarkColumn isOpen={isListOpen} onOpenChange={setListOpen} onSelect={selectItem} />
      <section
        id={LIST_ID}
        tabIndex={-1}
        aria-label={live.abnormal.title}
        data-open={isListOpen}
        className="console-list flex min-h-0 flex-col border-line bg-panel focus-inside md:border-e"
      >
        <BackfillNote />
        <AbnormalList selectedId={item?.id ?? null} onSelect={selectItem} />
      </section>
      <section aria-label={live.layers.label} className="console-layers min-w-0">
        <LayerBar layers={view.layers} onToggle={view.toggleLayer} />
      </section>
      <ConsoleMap
        view={view}
        city={mapCity}
        subject={subject}
        handle={map}
        onFind={find}
        onOpenView={openView}
        onOpenRoute={openRoute}
        onDrawn={noteDrawn}
      />
      <Legend view={view} />
      {subject ? <SelectedPanel subject={subject} item={item} actions={actions} focusMap={goTo.map} /> : null}
      <p role="status" className={note === "" ? "sr-only" : "console-note type-body text-ink"}>
        {note}
      </p>
      {isFigures ? <PhoneFigures /> : null}
      <TimeBar
        isCompared={isCompared}
        onCompare={view.toggleComparison}
        isTypical={view.isTypical}
        onTypical={view.toggleTypical}
      />
      <TabBar isFigures={isFigures} onFigures={setFigures} />
      {isKeyboardOpen ? <KeyboardSheet onClose={() => setKeyboardOpen(false)} /> : null}
      {isDrawn ? <OfflineKeeper /> : null}
      <LeaveGuard />
      <Announcer />
    </div>
  );
}
