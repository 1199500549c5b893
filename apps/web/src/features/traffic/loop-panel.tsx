"use client";

import { IconRouter } from "@tabler/icons-react";
import type { Messages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { createChannel, numberOf } from "../device/channel.ts";
import { DevicePanel, type DevicePanelProps } from "../device/device-panel.tsx";
import { useChannels } from "../device/use-channels.ts";

/** Flow of a loop's reading, veh/h: sent as such, or as a count over a period. */
function loopFlowVph({ flowVph, count, periodS }: Readonly<Record<string, unknown>>): number | null {
  const flow = numberOf(flowVph);
  const counted = numberOf(count);
  const seconds = numberOf(periodS);
  if (flow !== null || counted === null || seconds === null || seconds <= 0) return flow;
  return (counted * 3600) / seconds;
}

/** What a traffic loop measures. */
const loopChannels = ({ traffic: words }: Messages) => [
  createChannel("flowVph", { label: words.flow, unit: words.units.flow, decimals: 0, read: loopFlowVph }),
  createChannel("speedKmh", { label: words.speed, unit: words.units.speed, decimals: 1 }),
  createChannel("occupancy", {
    label: words.occupancy,
    unit: words.units.occupancy,
    decimals: 1,
    factor: 100,
  }),
];

const LOOK = { icon: IconRouter, useProcedures: () => useTRPC().traffic };

/** Panel of a traffic loop. */
export function LoopPanel(props: DevicePanelProps) {
  return <DevicePanel look={{ ...LOOK, channels: useChannels(loopChannels) }} {...props} />;
}
