"use client";

import { AirPanel } from "../features/air/air-panel.tsx";
import { CameraPanel } from "../features/camera/camera-panel.tsx";
import type { DevicePanelProps } from "../features/device/device-panel.tsx";
import { MessagesPanel } from "../features/device/messages-panel.tsx";
import { useDevice } from "../features/device/use-devices.ts";
import { IncidentPanel } from "../features/incident/incident-panel.tsx";
import { NotRefreshed } from "../features/panel/not-refreshed.tsx";
import { PendingPanel } from "../features/panel/pending-panel.tsx";
import { ParkingPanel } from "../features/parking/parking-panel.tsx";
import { LevelPath } from "../features/place/level-path.tsx";
import { PlacePanel } from "../features/place/place-panel.tsx";
import { placeTypeOf } from "../features/place/use-place.ts";
import { RoutePanel } from "../features/route/route-panel.tsx";
import { LoopPanel } from "../features/traffic/loop-panel.tsx";
import { SegmentPanel } from "../features/traffic/segment-panel.tsx";
import { WeatherPanel } from "../features/weather/weather-panel.tsx";
import { useMessages } from "../i18n/messages.ts";
import type { MapFeature } from "../map/live-map-props.ts";
import type { PanelActions } from "../ui/panel-actions.ts";
import { PanelHead } from "../ui/panel-head.tsx";
import { EmptyState } from "../ui/panel-state.tsx";

const PANELS = {
  traffic: LoopPanel,
  air: AirPanel,
  parking: ParkingPanel,
  weather: WeatherPanel,
  camera: CameraPanel,
} as const;

function DeviceInspector({ id, actions }: { id: string; actions: PanelActions }) {
  const { panel } = useMessages().live;
  const query = useDevice(id);
  const device = query.data;
  if (!device) return <PendingPanel title={id} name={id} query={query} onClose={actions.onClose} />;
  const Panel: ((props: DevicePanelProps) => React.ReactNode) | null =
    device.kind === "vehicle" ? null : PANELS[device.kind];
  if (!Panel) {
    return (
      <>
        <PanelHead title={id} onClose={actions.onClose} />
        <EmptyState title={panel.notFound} />
      </>
    );
  }
  return (
    <>
      <NotRefreshed query={query} />
      <Panel key={id} device={device} {...actions} />
    </>
  );
}

function Panel({ subject, actions }: { subject: MapFeature; actions: PanelActions }) {
  if (placeTypeOf(subject)) return <PlacePanel subject={subject} actions={actions} />;
  if (subject.type === "abnormal") return <IncidentPanel id={subject.id} actions={actions} />;
  if (subject.type === "segment") return <SegmentPanel id={subject.id} actions={actions} />;
  if (subject.type === "route") return <RoutePanel id={subject.id} actions={actions} />;
  if (subject.type === "messages") return <MessagesPanel id={subject.id} actions={actions} />;
  return <DeviceInspector id={subject.id} actions={actions} />;
}

/** Panel of what is selected, on whatever level, below the way up to the city. Each subject has its own, by a key. */
export function Inspector({ subject, actions }: { subject: MapFeature; actions: PanelActions }) {
  return (
    <>
      <LevelPath subject={subject} actions={actions} />
      <Panel subject={subject} actions={actions} />
    </>
  );
}
