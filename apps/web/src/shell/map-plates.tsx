"use client";

import { DevicesHidden } from "../features/device/devices-hidden.tsx";
import { useTypicalNote } from "../features/traffic/use-typical-note.ts";
import type { MapLayerId } from "../map/live-map-props.ts";

/** Over the foot of the map: in what it is other than one would take it to be. */
export function MapPlates({ layers }: { layers: ReadonlySet<MapLayerId> }) {
  const typical = useTypicalNote();
  return (
    <div className="map-plates type-small text-ink">
      <DevicesHidden layers={layers} />
      {typical === null ? null : (
        <p role="status" className="type-strong">
          {typical}
        </p>
      )}
    </div>
  );
}
