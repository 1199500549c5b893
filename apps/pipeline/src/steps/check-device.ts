import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Step } from "@arterial/streams/flow";
import { deadLetter, ok } from "@arterial/streams/step-result";
import type { MessagePart } from "./taken-message.ts";

/** What the step must know of a device. */
export interface KnownDevice {
  kind: DeviceKind;
  isActive: boolean;
}

/** Lets registered, active devices of the topic's kind pass. */
export function createCheckDeviceStep(devices: {
  find(id: string): KnownDevice | undefined;
}): Step<MessagePart, MessagePart> {
  return function checkDevice(part) {
    const { message } = part;
    const device = devices.find(message.deviceId);
    if (!device) return deadLetter("unregistered-device", message.deviceId);
    if (!device.isActive) return deadLetter("inactive-device", message.deviceId);
    if (device.kind !== message.kind) return deadLetter("wrong-kind", `registered as ${device.kind}`);
    return ok(part);
  };
}
