"use client";

import { useMessages } from "../../i18n/messages.ts";
import { useLiveDevices, useNow } from "../../live/use-live.ts";
import type { MapDevice } from "../../map/live-map-props.ts";
import { CONTOUR_COLOURS } from "../../ui/congestion-scale.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { useTheme } from "../../ui/theme.ts";
import { useCity } from "../city/city-context.tsx";
import { NotHere } from "../panel/not-here.tsx";
import { HEAT_VARIANTS, type HeatVariant } from "./heat-variant.ts";
import {
  type DeviceHeat,
  FULL_DECIMALS,
  FULL_OF,
  isRoadHeat,
  PM25_REACH_M,
  pm25Samples,
} from "./prepare-heat.ts";
import { useHeatDevices } from "./use-heat-devices.ts";

/** How many stations the surface of fine dust rests on, and how far each reaches. */
function Reach({ devices }: { devices: readonly MapDevice[] }) {
  const { heat } = useMessages().live;
  const { city } = useCity();
  const live = useLiveDevices("air");
  const now = useNow();
  const used = now === null ? 0 : pm25Samples({ devices, live, now }).length;
  const total = city.counts.devices.air;
  return (
    <span className="whitespace-nowrap text-ink3">
      {heat.reach(formatNumber(used), formatNumber(total), formatNumber(PM25_REACH_M / 1000))}
    </span>
  );
}

/** What a heat of devices rests on, or why it shows nothing here. */
function OfDevices({ variant }: { variant: DeviceHeat }) {
  const { heat } = useMessages().live;
  const { devices, state, retry } = useHeatDevices(variant);
  if (state === "tooMany") return <span className="whitespace-nowrap text-ink">{heat.moveCloser}</span>;
  if (state === "loading" || state === "failed") {
    return (
      <span role="status" className="flex items-center gap-6 whitespace-nowrap text-ink">
        <NotHere name={heat.names[variant]} isFailed={state === "failed"} onRetry={retry} />
      </span>
    );
  }
  return variant === "pm25" ? <Reach devices={devices} /> : null;
}

function Choice(props: { variant: HeatVariant; onVariant: (variant: HeatVariant) => void }) {
  const { heat } = useMessages().live;
  const { variant, onVariant } = props;
  return (
    <label className="flex items-center gap-6 whitespace-nowrap text-ink3">
      {heat.label}
      <select
        value={variant}
        onChange={(event) =>
          onVariant(HEAT_VARIANTS.find((name) => name === event.target.value) ?? "density")
        }
        className="h-24 rounded-control border border-control bg-raised px-6 type-small text-ink"
      >
        {HEAT_VARIANTS.map((name) => (
          <option key={name} value={name}>
            {heat.names[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Legend of the heat layer: what it shows and, where it can be changed, a choice; the ember ramp with its ends, and what it rests on. */
export function HeatLegend(props: { variant: HeatVariant; onVariant?: (variant: HeatVariant) => void }) {
  const { heat } = useMessages().live;
  const theme = useTheme();
  const { variant, onVariant } = props;
  const colours = CONTOUR_COLOURS[theme === "light" ? "light" : "dark"].slice(1);
  return (
    <div className="flex items-center gap-10">
      {onVariant ? <Choice variant={variant} onVariant={onVariant} /> : <span>{heat.names[variant]}</span>}
      <span>0</span>
      <span className="flex" aria-hidden>
        {colours.map((colour) => (
          <span key={colour} className="h-8 w-16" style={{ background: colour }} />
        ))}
      </span>
      <span className="whitespace-nowrap">{`≥ ${formatNumber(FULL_OF[variant], { decimals: FULL_DECIMALS[variant] })} ${heat.units[variant]}`}</span>
      {isRoadHeat(variant) ? null : <OfDevices variant={variant} />}
      {variant === "emissions" ? <span className="whitespace-nowrap text-ink3">{heat.proxy}</span> : null}
    </div>
  );
}
