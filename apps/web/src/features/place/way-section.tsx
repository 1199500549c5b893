"use client";

import { useMessages } from "../../i18n/messages.ts";
import { formatMinutes } from "../../ui/format-duration.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { usePalette } from "../../ui/palette.ts";
import { Section } from "../../ui/section.tsx";
import { classLineStyle } from "../traffic/class-line-style.ts";
import { directionOfLine } from "../traffic/direction.ts";
import { type RoadState, roadFigures } from "./prepare-place.ts";
import type { Place } from "./use-place.ts";

const KM = 1000;

/** One direction of a corridor: travel time now, its road unrolled in the direction of travel. */
export function WaySection({ roads }: { roads: readonly RoadState<Place["ways"][number][number]>[] }) {
  const { traffic, places } = useMessages();
  const palette = usePalette();
  const first = roads[0];
  const last = roads.at(-1);
  if (!first || !last) return null;
  const figures = roadFigures(roads);
  const direction = directionOfLine([first.ends[0], last.ends[1]]);
  const name = direction ? traffic.directions[direction] : traffic.unnamed;
  const km = formatNumber(figures.lengthM / KM, { decimals: 1 });
  const classes = [...new Set(roads.map(({ congestionClass }) => traffic.classes[congestionClass]))];
  const isWhole = figures.knownShare > 0.995;
  return (
    <Section title={places.way(name, km)} aside={traffic.queue.direction}>
      <div
        role="img"
        // As the arrow beside it points.
        dir="ltr"
        aria-label={places.strip(name, classes.join(", "))}
        className="flex h-16 items-center border-y border-line"
      >
        {roads.map(({ id, congestionClass, lengthM }) => (
          <span
            key={id}
            className="block min-w-1"
            style={{
              width: `${(100 * lengthM) / figures.lengthM}%`,
              ...classLineStyle(congestionClass, palette),
            }}
          />
        ))}
      </div>
      <dl className="-mx-10 mt-4 grid grid-cols-3">
        <MeasuredValue
          label={places.travelTime}
          value={formatMinutes(figures.seconds)}
          unit={places.minutesUnit}
          isDoubtful={figures.knownShare < 0.6}
        >
          {places.freeFlow(formatMinutes(figures.freeFlowS))}
        </MeasuredValue>
        <MeasuredValue
          label={places.delay}
          value={`${figures.seconds >= figures.freeFlowS ? "+" : "−"}${formatMinutes(Math.abs(figures.seconds - figures.freeFlowS))}`}
          unit={places.minutesUnit}
        >
          {places.againstFreeFlow}
        </MeasuredValue>
        <MeasuredValue
          label={places.congested}
          value={formatNumber(figures.congestedM / KM, { decimals: 1 })}
          unit="km"
        >
          {places.ofLength(km)}
        </MeasuredValue>
      </dl>
      {isWhole ? null : (
        <p className="mt-4 type-small text-ink3">
          {places.estimated(formatNumber(figures.knownShare * 100))}
        </p>
      )}
    </Section>
  );
}
