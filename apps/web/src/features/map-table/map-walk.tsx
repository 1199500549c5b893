"use client";

import { useRef } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useRestedMapView } from "../../live/use-live.ts";
import type { CameraFeed } from "../../map/camera-feed.ts";
import type { MapFeature } from "../../map/live-map-props.ts";
import { usePlacing } from "../../map/use-placing.ts";
import { type MapStop, prepareMapStops } from "./map-stops.ts";
import { nameOfRow, stateOfRow } from "./row-words.ts";
import { type ShownOnMap, useMapRows } from "./use-map-rows.ts";

const NONE: readonly MapStop[] = [];

/** Stops of the moment; they stay as they are while the focus is on one of them. */
function useMapStops(shown: ShownOnMap, isFocused: () => boolean): readonly MapStop[] {
  const { rows } = useMapRows(shown);
  const view = useRestedMapView();
  const held = useRef<readonly MapStop[]>(NONE);
  if (view && rows && !isFocused()) held.current = prepareMapStops(rows, view.bounds);
  return held.current;
}

/** Streets and devices in view as buttons that only the keyboard reaches: Tab walks them worst first. */
export function MapWalk(props: ShownOnMap & { cameras: CameraFeed; onSelect(feature: MapFeature): void }) {
  const { cameras, selection, onSelect } = props;
  const messages = useMessages();
  const frame = useRef<HTMLDivElement>(null);
  const isFocused = () => frame.current?.contains(document.activeElement) ?? false;
  const stops = useMapStops(props, isFocused);
  usePlacing(frame, stops, cameras);
  return (
    <div className="live-map-marks live-map-walk">
      <div ref={frame}>
        {stops.map(({ feature, row }) => (
          <button
            key={`${feature.type} ${feature.id}`}
            type="button"
            aria-pressed={selection?.type === feature.type && selection.id === feature.id}
            onClick={() => onSelect(feature)}
          >
            <span className="live-map-callout">
              <span>
                <b>{nameOfRow(row, messages)}</b>
                {` ${stateOfRow(row, messages)}`}
              </span>
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}
