"use client";

import { IconWind } from "@tabler/icons-react";
import type { Messages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { createChannel } from "../device/channel.ts";
import { type DeviceLook, DevicePanel, type DevicePanelProps } from "../device/device-panel.tsx";
import { useChannels } from "../device/use-channels.ts";
import { AirIndex } from "./air-index.tsx";

const MICROGRAMS = "µg/m³";
const MILLIGRAMS = "mg/m³";

/** What an air station measures. */
const airChannels = ({ devices: { air: words } }: Messages) => [
  createChannel("pm25", { label: words.pm25, unit: MICROGRAMS, decimals: 1 }),
  createChannel("pm10", { label: words.pm10, unit: MICROGRAMS, decimals: 1 }),
  createChannel("no2", { label: words.no2, unit: MICROGRAMS, decimals: 1 }),
  createChannel("o3", { label: words.o3, unit: MICROGRAMS, decimals: 1 }),
  createChannel("so2", { label: words.so2, unit: MICROGRAMS, decimals: 1 }),
  createChannel("co", { label: words.co, unit: MILLIGRAMS, decimals: 2 }),
];

const LOOK = { icon: IconWind, useProcedures: () => useTRPC().air };

/** Panel of an air station. */
export function AirPanel(props: DevicePanelProps) {
  const { id } = props.device;
  const channels = useChannels(airChannels);
  const renderDetail: DeviceLook["renderDetail"] = ({ now }) => <AirIndex deviceId={id} now={now} />;
  return <DevicePanel look={{ ...LOOK, channels, renderDetail }} {...props} />;
}
