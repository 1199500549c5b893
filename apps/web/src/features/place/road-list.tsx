"use client";

import { useMessages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { usePalette } from "../../ui/palette.ts";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { CongestionSwatch } from "../traffic/congestion-swatch.tsx";
import { directionOfLine } from "../traffic/direction.ts";
import type { RoadState } from "./prepare-place.ts";
import type { Place } from "./use-place.ts";

/** Roads as rows: class, name with its direction, speed and its share of free flow. */
export function RoadList(props: {
  roads: readonly RoadState<Place["ways"][number][number]>[];
  onSelect: PanelActions["onSelect"];
}) {
  const { traffic, places } = useMessages();
  const palette = usePalette();
  return (
    <ul className="-mx-8">
      {props.roads.map((road) => {
        const direction = directionOfLine(road.ends);
        const name = road.name || traffic.unnamed;
        return (
          <li key={road.id}>
            <button
              type="button"
              className="flex h-26 w-full items-center gap-8 px-8 text-start type-dense focus-inside hover:bg-hover max-md:h-44"
              onClick={() => props.onSelect({ type: "segment", id: road.id })}
            >
              <CongestionSwatch cls={road.congestionClass} palette={palette} />
              <span className="sr-only">{traffic.classes[road.congestionClass]}</span>
              <span className="min-w-0 flex-1 truncate text-accent">
                {direction ? `${name}, ${traffic.directions[direction]}` : name}
              </span>
              <span className="flex-none text-ink">
                {formatNumber(road.speedKmh)}
                <span className="text-ink3">{` ${traffic.units.speed}`}</span>
              </span>
              <span className="w-40 flex-none text-end text-ink2">
                {road.ratio === null ? "–" : places.ratio(formatNumber(road.ratio * 100))}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
