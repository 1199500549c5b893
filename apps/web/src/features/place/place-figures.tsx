"use client";

import { dataAge } from "@arterial/domain/data-age";
import { useMessages } from "../../i18n/messages.ts";
import { useLiveDevices, useNow, useReplayClock } from "../../live/use-live.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { type RoadPiece, type RoadState, roadFigures } from "./prepare-place.ts";
import { type Place, usePlaceFreshness } from "./use-place.ts";

const KM = 1000;
const FEW_SHARE = 0.6;

/**
 * How many devices of a place have sent lately: as the server counts them, since a page is told only of those in view; in
 * a replay, which holds them all, counted here when all are listed. Null while that is not known.
 */
function useFreshCount(place: Place): number | null {
  const isReplay = useReplayClock().mode === "replay";
  const { data, isError } = usePlaceFreshness(place, !isReplay);
  const replayed = useLiveDevices();
  const now = useNow();
  if (!isReplay) return isError ? null : (data?.freshCount ?? null);
  if (now === null || place.devices.length < place.deviceCount) return null;
  return place.devices.filter(({ id, expectedIntervalS }) => {
    const newestAt = replayed.get(id)?.ts ?? null;
    return dataAge({ newestAt, now, expectedIntervalS }) === "fresh";
  }).length;
}

/** What a place is like now: travel time index, congested length, how much is known and how many devices are fresh. */
export function PlaceFigures(props: { roads: readonly RoadState<RoadPiece>[]; place: Place }) {
  const { places } = useMessages();
  const { roads, place } = props;
  const figures = roadFigures(roads);
  const fresh = useFreshCount(place);
  const isDoubtful = figures.knownShare < FEW_SHARE;
  return (
    <dl className="grid grid-cols-4 border-t border-line [&>div]:border-line [&>div:not(:first-child)]:border-s">
      <MeasuredValue
        label={places.travelTimeIndex}
        value={formatNumber(figures.index, { decimals: 2 })}
        isDoubtful={isDoubtful}
      >
        {places.ofFreeFlow}
      </MeasuredValue>
      <MeasuredValue
        label={places.congested}
        value={formatNumber(figures.congestedM / KM, { decimals: 1 })}
        unit="km"
        isDoubtful={isDoubtful}
      >
        {places.ofLength(formatNumber(figures.lengthM / KM, { decimals: 1 }))}
      </MeasuredValue>
      <MeasuredValue label={places.known} value={formatNumber(figures.knownShare * 100)} unit="%">
        {places.ofTheWay}
      </MeasuredValue>
      <MeasuredValue
        label={places.devicesFresh}
        value={formatNumber(fresh)}
        isDoubtful={fresh !== null && fresh < FEW_SHARE * place.deviceCount}
      >
        {places.ofDevices(formatNumber(place.deviceCount))}
      </MeasuredValue>
    </dl>
  );
}
