import { expect, it } from "vitest";
import { wholeMessage } from "../testing/messages.ts";
import { createCheckDeviceStep, type KnownDevice } from "./check-device.ts";

const devices = new Map<string, KnownDevice>([
  ["air-1", { kind: "air", isActive: true }],
  ["air-2", { kind: "air", isActive: false }],
]);
const checkDevice = createCheckDeviceStep({ find: (id) => devices.get(id) });

it("passes a registered, active device of the topic's kind", () => {
  expect(checkDevice(wholeMessage()).type).toBe("ok");
});

it.each([
  [wholeMessage("", { deviceId: "air-9" }), "unregistered-device"],
  [wholeMessage("", { deviceId: "air-2" }), "inactive-device"],
  [wholeMessage("", { kind: "weather", deviceId: "air-1" }), "wrong-kind"],
])("sets others aside", (message, reason) => {
  expect(checkDevice(message)).toMatchObject({ type: "deadLetter", reason });
});
