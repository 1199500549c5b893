"use client";

import { IconCloudRain } from "@tabler/icons-react";
import type { Messages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { createChannel } from "../device/channel.ts";
import { DevicePanel, type DevicePanelProps } from "../device/device-panel.tsx";
import { useChannels } from "../device/use-channels.ts";

const PER_CENT = 100;
const KM_PER_M = 0.001;

/** What a weather station measures. */
const weatherChannels = ({ devices: { weather: words } }: Messages) => [
  createChannel("temperatureC", { label: words.temperatureC, unit: "°C", decimals: 1, isZeroBased: false }),
  createChannel("precipitationMmH", { label: words.precipitationMmH, unit: "mm/h", decimals: 1 }),
  createChannel("windMs", { label: words.windMs, unit: "m/s", decimals: 1 }),
  createChannel("visibilityM", { label: words.visibilityM, unit: "km", decimals: 1, factor: KM_PER_M }),
  createChannel("relativeHumidity", {
    label: words.relativeHumidity,
    unit: "%",
    decimals: 0,
    factor: PER_CENT,
  }),
  createChannel("pressureHpa", { label: words.pressureHpa, unit: "hPa", decimals: 0, isZeroBased: false }),
];

const LOOK = { icon: IconCloudRain, useProcedures: () => useTRPC().weather };

/** Panel of a weather station. */
export function WeatherPanel(props: DevicePanelProps) {
  return <DevicePanel look={{ ...LOOK, channels: useChannels(weatherChannels) }} {...props} />;
}
