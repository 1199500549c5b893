"use client";

import type { TablerIcon } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { TypicalPoint } from "../../charts/prepare-time-series.ts";
import { useMessages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { compassIndex } from "../../ui/compass.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { formatElapsed } from "../../ui/format-duration.ts";
import { formatNumber, formatRange } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { AgeGlyph, MeasuredValue } from "../../ui/measured-value.tsx";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { PanelHead } from "../../ui/panel-head.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useCity } from "../city/city-context.tsx";
import { type Channel, channelValue } from "./channel.ts";
import { ageWords } from "./device-age.ts";
import { DeviceChart } from "./device-chart.tsx";
import { DeviceFaults } from "./device-faults.tsx";
import { type HistoryProcedures, useTypicalNow } from "./use-device-history.ts";
import { type DeviceState, useDeviceState } from "./use-device-state.ts";
import type { ListedDevice } from "./use-devices.ts";

const WHOLE_RANGE_FROM = 20;
/** Zoom at which a single device is shown. */
const DEVICE_ZOOM = 15;

/** What a device's panel is opened with, whatever its kind. */
export interface DevicePanelProps extends PanelActions {
  device: ListedDevice;
}

/** What a domain adds to the panel of its devices. */
export interface DeviceLook {
  icon: TablerIcon;
  channels: readonly Channel[];
  /** The domain's own history procedures. */
  useProcedures: () => HistoryProcedures;
  /** Values beside those of the channels, such as free spaces of a car park. */
  renderValues?: (state: DeviceState) => ReactNode;
  /** Part between chart and facts. */
  renderDetail?: (state: DeviceState) => ReactNode;
}

function Head({
  device,
  icon,
  state,
  actions,
}: {
  device: ListedDevice;
  icon: TablerIcon;
  state: DeviceState;
  actions: DevicePanelProps;
}) {
  const messages = useMessages();
  const { city, timeFormat } = useCity();
  const { panel } = messages.live;
  const zone = city.zones.find((candidate) => candidate.id === device.zoneId)?.name;
  const words = ageWords({ age: state.age, newestAt: state.newestAt, now: state.now, timeFormat, messages });
  return (
    <PanelHead
      mark={<Icon of={icon} size={18} className="text-ink2" />}
      title={device.name || device.id}
      onLocate={() => actions.onLocate({ point: [device.lon, device.lat], zoom: DEVICE_ZOOM })}
      onClose={actions.onClose}
    >
      <p>{[messages.devices.kinds[device.kind], zone].filter(Boolean).join(" · ")}</p>
      <p className="mt-6 flex flex-wrap items-center gap-x-6">
        <AgeGlyph age={state.age} />
        <span className="font-semibold text-ink">{panel.ages[state.age]}</span>
        <span className={state.age === "late" ? "text-late" : undefined}>{words}</span>
        {city.isSimulated ? (
          <span className="ms-auto">
            <Tag>{panel.simulated}</Tag>
          </span>
        ) : null}
      </p>
    </PanelHead>
  );
}

function Values(props: { state: DeviceState; look: DeviceLook; typical: readonly (TypicalPoint | null)[] }) {
  const { state, look, typical } = props;
  const { panel } = useMessages().live;
  return (
    <dl className="grid grid-cols-4 border-t border-line [&>div]:border-line [&>div:not(:nth-child(4n+1))]:border-s [&>div:nth-child(n+5)]:border-t">
      {look.renderValues?.(state)}
      {look.channels.map((channel, index) => {
        const value = channelValue(channel, state.values);
        if (value === null) return null;
        const range = typical[index];
        return (
          <MeasuredValue
            key={channel.id}
            label={channel.label}
            value={formatNumber(value, { decimals: channel.decimals })}
            unit={channel.unit}
            age={state.age}
          >
            {range
              ? panel.typicalShort(
                  formatRange(range.p15, range.p85, { decimals: rangeDecimals(channel, range.p85) }),
                )
              : null}
          </MeasuredValue>
        );
      })}
    </dl>
  );
}

/** A range of larger numbers is read without decimals. */
function rangeDecimals(channel: Channel, high: number): number {
  return Math.abs(high) >= WHOLE_RANGE_FROM ? 0 : channel.decimals;
}

/** Name of the segment that a device lies on; its id until the name is known. */
function SegmentLink({ id, onSelect }: { id: string } & Pick<DevicePanelProps, "onSelect">) {
  const { data } = useQuery(useTRPC().traffic.segment.queryOptions({ id }));
  return (
    <button
      type="button"
      className="min-h-24 text-start text-accent hover:underline"
      onClick={() => onSelect({ type: "segment", id })}
    >
      {data?.segment.name ?? id}
    </button>
  );
}

function Facts({ device, onSelect }: Pick<DevicePanelProps, "device" | "onSelect">) {
  const { live, devices, places } = useMessages();
  const { panel } = live;
  const { headingDeg, segmentId } = device;
  const position = `${formatNumber(device.lat, { decimals: 5 })}, ${formatNumber(device.lon, { decimals: 5 })}`;
  const facts: (readonly [string, ReactNode])[] = [
    [
      panel.id,
      <span key="id" className="font-id text-[12px]">
        {device.id}
      </span>,
    ],
    [panel.position, position],
    [panel.interval, panel.expected(formatElapsed(device.expectedIntervalS * 1000))],
  ];
  if (headingDeg !== undefined) {
    facts.push([
      panel.heading,
      `${devices.compass[compassIndex(headingDeg)] ?? ""} (${formatNumber(headingDeg)}°)`,
    ]);
  }
  if (segmentId !== undefined) {
    facts.push([panel.loopOnSegment, <SegmentLink key="segment" id={segmentId} onSelect={onSelect} />]);
  }
  return (
    <Section title={panel.facts}>
      <FactList facts={facts} />
      <Button isSmall className="mt-10" onClick={() => onSelect({ type: "messages", id: device.id })}>
        {places.messages.open}
      </Button>
    </Section>
  );
}

/** Everything about one device: newest values and their age, the last hour of each channel, where it is. */
export function DevicePanel({ look, ...actions }: DevicePanelProps & { look: DeviceLook }) {
  const { device } = actions;
  const state = useDeviceState(device);
  const procedures = look.useProcedures();
  const typical = useTypicalNow(procedures, { deviceId: device.id, channels: look.channels, now: state.now });
  return (
    <>
      <Head device={device} icon={look.icon} state={state} actions={actions} />
      <DeviceFaults id={device.id} now={state.now} />
      <Values state={state} look={look} typical={typical} />
      <DeviceChart
        key={device.id}
        deviceId={device.id}
        expectedIntervalS={device.expectedIntervalS}
        channels={look.channels}
        state={state}
        procedures={procedures}
      />
      {look.renderDetail?.(state)}
      <Facts device={device} onSelect={actions.onSelect} />
    </>
  );
}
