"use client";

import { IconVideo } from "@tabler/icons-react";
import { type Messages, useMessages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Section } from "../../ui/section.tsx";
import { createChannel } from "../device/channel.ts";
import { DevicePanel, type DevicePanelProps } from "../device/device-panel.tsx";
import { useChannels } from "../device/use-channels.ts";
import type { DeviceState } from "../device/use-device-state.ts";
import { countsByClass, totalCount } from "./prepare-camera.ts";

/** What a camera's analytics count and measure. */
const cameraChannels = ({ devices: { camera: words } }: Messages) => [
  createChannel("total", { label: words.total, unit: "", decimals: 0, read: totalCount }),
  createChannel("speedKmh", { label: words.speedKmh, unit: "km/h", decimals: 1 }),
  createChannel("queueM", { label: words.queueM, unit: "m", decimals: 0 }),
  createChannel("stopped", { label: words.stopped, unit: "", decimals: 0 }),
];

function Counts({ state }: { state: DeviceState }) {
  const words = useMessages().devices.camera;
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
  useProcedures: () => useTRPC().camera,
  renderDetail: (state: DeviceState) => <Counts state={state} />,
};

/** Panel of a camera. */
export function CameraPanel(props: DevicePanelProps) {
  return <DevicePanel look={{ ...LOOK, channels: useChannels(cameraChannels) }} {...props} />;
}
