"use client";

import { IconParking } from "@tabler/icons-react";
import { type Messages, useMessages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { createChannel } from "../device/channel.ts";
import { DevicePanel, type DevicePanelProps } from "../device/device-panel.tsx";
import { useChannels } from "../device/use-channels.ts";
import { parkingState } from "./prepare-parking.ts";

const useParkingProcedures = () => useTRPC().parking;
const parkingChannels = ({ devices: { parking: words } }: Messages) => [
  createChannel("occupied", { label: words.occupied, unit: "", decimals: 0 }),
];

/** Panel of a car park. */
export function ParkingPanel(props: DevicePanelProps) {
  const words = useMessages().devices.parking;
  const channels = useChannels(parkingChannels);
  return (
    <DevicePanel
      {...props}
      look={{
        icon: IconParking,
        channels,
        useProcedures: useParkingProcedures,
        renderValues: ({ values, age }) => {
          const state = parkingState(values, props.device.capacity);
          if (!state) return null;
          return (
            <>
              <MeasuredValue label={words.free} value={formatNumber(state.free)} age={age}>
                {words.ofCapacity(formatNumber(state.capacity))}
              </MeasuredValue>
              <MeasuredValue label={words.share} value={formatNumber(state.share * 100)} unit="%" age={age} />
            </>
          );
        },
      }}
    />
  );
}
