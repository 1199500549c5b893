"use client";

import { dataAge } from "@arterial/domain/data-age";
import { useMessages } from "../../i18n/messages.ts";
import { useLiveDevices, useNow, useReplayClock } from "../../live/use-live.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { type RoadPiece, type RoadState, roadFigures } from "./prepare-place.ts";
import type { Place } from "./use-place.ts";

const KM = 1000;
const FEW_SHARE = 0.6;

/** How many devices of a place have sent lately: counted here when all are listed, otherwise as the server said. */
function useFreshCount({ devices, deviceCount, freshCount }: Place): number | null {
  const live = useLiveDevices();
  const now = useNow();
  const isReplay = useReplayClock().mode === "replay";
  if (devices.length < deviceCount) return isReplay ? null : freshCount;
  return devices.filter((device) => {
    const stored = isReplay ? null : (device.latest?.ts ?? null);
    const newestAt = live.get(device.id)?.ts ?? stored;
    const { expectedIntervalS } = device;
    return now !== null && dataAge({ newestAt, now, expectedIntervalS }) === "fresh";
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
