"use client";

import {
  IconAlertTriangle,
  IconArrowsDiff,
  IconBuildingCommunity,
  IconBus,
  IconCloudRain,
  IconFlame,
  IconParking,
  IconRoad,
  IconVideo,
  IconWind,
  type TablerIcon,
} from "@tabler/icons-react";
import { useMessages } from "../i18n/messages.ts";
import { MAP_LAYERS, type MapLayerId } from "../map/live-map-props.ts";
import { cx } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { useLayerCounts } from "./use-layer-counts.ts";

/** Icon of each layer. */
export const LAYER_ICONS: Readonly<Record<MapLayerId, TablerIcon>> = {
  congestion: IconRoad,
  difference: IconArrowsDiff,
  heat: IconFlame,
  incidents: IconAlertTriangle,
  vehicles: IconBus,
  air: IconWind,
  parking: IconParking,
  weather: IconCloudRain,
  cameras: IconVideo,
  zones: IconBuildingCommunity,
};

export interface LayerBarProps {
  layers: ReadonlySet<MapLayerId>;
  onToggle: (layer: MapLayerId) => void;
}

/** Layers of the map as switches with how much each holds. */
export function LayerBar({ layers, onToggle }: LayerBarProps) {
  const words = useMessages().live.layers;
  const counts = useLayerCounts();
  return (
    <fieldset className="@container m-0 flex h-full min-w-0 items-stretch overflow-x-auto border-0 border-b border-line bg-panel p-0">
      <legend className="sr-only">{words.label}</legend>
      {MAP_LAYERS.map((layer) => {
        const isOn = layers.has(layer);
        return (
          <button
            key={layer}
            type="button"
            aria-pressed={isOn}
            onClick={() => onToggle(layer)}
            className={cx(
              "-mb-px flex flex-none items-center gap-5 border-b-2 px-7 @min-[820px]:gap-7 @min-[820px]:px-12 type-body transition-colors duration-(--motion-fast) focus-inside",
              isOn ? "border-ink text-ink" : "border-transparent text-ink3 hover:text-ink",
            )}
          >
            <Icon of={LAYER_ICONS[layer]} size={16} />
            {words.names[layer]}
            {counts[layer] ? (
              <span className="type-small text-ink3 @max-[1120px]:hidden">{counts[layer]}</span>
            ) : null}
          </button>
        );
      })}
    </fieldset>
  );
}
