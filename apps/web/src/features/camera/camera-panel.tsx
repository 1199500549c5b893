"use client";

import { IconVideo } from "@tabler/icons-react";
import { MESSAGES } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Section } from "../../ui/section.tsx";
import { createChannel } from "../device/channel.ts";
import { DevicePanel, type DevicePanelProps } from "../device/device-panel.tsx";
import type { DeviceState } from "../device/use-device-state.ts";
import { countsByClass, totalCount } from "./prepare-camera.ts";

const words = MESSAGES.devices.camera;

/** What a camera's analytics count and measure. */
export const CAMERA_CHANNELS = [
  createChannel("total", { label: words.total, unit: "", decimals: 0, read: totalCount }),
  createChannel("speedKmh", { label: words.speedKmh, unit: "km/h", decimals: 1 }),
  createChannel("queueM", { label: words.queueM, unit: "m", decimals: 0 }),
  createChannel("stopped", { label: words.stopped, unit: "", decimals: 0 }),
];

function Counts({ state }: { state: DeviceState }) {
  const counts = countsByClass(state.values);
  return (
    <Section title={words.byClass}>
      <FactList
        facts={counts.map(({ cls, count }) => [words.classes[cls] ?? cls, formatNumber(count)] as const)}
      />
      <p className="mt-8 type-small text-ink3">{words.noPicture}</p>
    </Section>
  );
}

const LOOK = {
  icon: IconVideo,
  channels: CAMERA_CHANNELS,
  useProcedures: () => useTRPC().camera,
  renderDetail: (state: DeviceState) => <Counts state={state} />,
};

/** Panel of a camera. */
export function CameraPanel(props: DevicePanelProps) {
  return <DevicePanel look={LOOK} {...props} />;
}
