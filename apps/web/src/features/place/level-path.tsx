"use client";

import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { useMessages } from "../../i18n/messages.ts";
import type { MapFeature } from "../../map/live-map-props.ts";
import { useTRPC } from "../../queries/trpc.ts";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { type City, useCity } from "../city/city-context.tsx";
import { useDevice } from "../device/use-devices.ts";
import { usePlace } from "./use-place.ts";

interface Step {
  label: string;
  feature: MapFeature;
}

function zoneStep(city: City, zoneId: string | undefined): Step[] {
  const zone = city.zones.find(({ id }) => id === zoneId);
  return zone ? [{ label: zone.name, feature: { type: "zone", id: zone.id } }] : [];
}

function useSegmentSteps(city: City, id: string | undefined): Step[] {
  const { data } = useQuery({
    ...useTRPC().traffic.segment.queryOptions({ id: id ?? "" }),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (id === undefined || !data) return [];
  const { name, zoneId } = data.segment;
  const corridor: Step[] = name === "" ? [] : [{ label: name, feature: { type: "corridor", id: name } }];
  return [...zoneStep(city, zoneId), ...corridor];
}

/** The levels above what is selected, the city left out. */
function useSteps(subject: MapFeature): Step[] {
  const { devices: words } = useMessages();
  const { city } = useCity();
  const place = usePlace(subject).data;
  const isDevice = subject.type === "device" || subject.type === "messages";
  const device = useDevice(isDevice ? subject.id : undefined).data;
  const segmentId = subject.type === "segment" ? subject.id : device?.segmentId;
  const segmentSteps = useSegmentSteps(city, segmentId);
  if (subject.type === "zone") return [];
  if (place) return place.zoneIds.length === 1 ? zoneStep(city, place.zoneIds[0]) : [];
  if (subject.type === "segment") return segmentSteps;
  const above = segmentSteps.length > 0 ? segmentSteps : zoneStep(city, device?.zoneId);
  const own: Step = {
    label: device?.name || (device ? words.kinds[device.kind] : subject.id),
    feature: { type: "device", id: subject.id },
  };
  return subject.type === "messages" ? [...above, own] : above;
}

/** Where what is selected stands in the city: each level above it, as a way up. */
export function LevelPath({ subject, actions }: { subject: MapFeature; actions: PanelActions }) {
  const { places } = useMessages();
  const { city } = useCity();
  const steps = useSteps(subject);
  const link = "min-h-24 max-w-180 truncate text-accent hover:underline max-md:min-h-44";
  return (
    <nav
      aria-label={places.path}
      className="flex min-h-32 flex-wrap items-center gap-x-6 border-b border-line px-16 type-dense text-ink3"
    >
      <button
        type="button"
        className={link}
        onClick={() => {
          actions.onClose();
          actions.onLocate({ bounds: city.bounds });
        }}
      >
        {city.name}
      </button>
      {steps.map(({ label, feature }) => (
        <Fragment key={`${feature.type} ${feature.id}`}>
          <span aria-hidden>›</span>
          <button type="button" className={link} onClick={() => actions.onSelect(feature)}>
            {label}
          </button>
        </Fragment>
      ))}
    </nav>
  );
}
