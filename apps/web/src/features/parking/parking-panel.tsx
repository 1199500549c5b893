"use client";

import { IconParking } from "@tabler/icons-react";
import { MESSAGES } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { createChannel } from "../device/channel.ts";
import { DevicePanel, type DevicePanelProps } from "../device/device-panel.tsx";
import { parkingState } from "./prepare-parking.ts";

const words = MESSAGES.devices.parking;
const LOOK = {
  icon: IconParking,
  channels: [createChannel("occupied", { label: words.occupied, unit: "", decimals: 0 })],
  useProcedures: () => useTRPC().parking,
};

/** Panel of a car park. */
export function ParkingPanel(props: DevicePanelProps) {
  return (
    <DevicePanel
      {...props}
      look={{
        ...LOOK,
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
