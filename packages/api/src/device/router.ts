import { procedure, router } from "../trpc.ts";
import { deviceFaultsInputSchema, readDeviceFaults } from "./device-faults.ts";
import { devicesInBounds, devicesInBoundsInputSchema } from "./devices-in-bounds.ts";
import { getDevice, getDeviceInputSchema } from "./get-device.ts";
import { listDevices, listDevicesInputSchema } from "./list-devices.ts";
import { listMessages, listMessagesInputSchema } from "./list-messages.ts";
import { nearestCamera, nearestCameraInputSchema } from "./nearest-camera.ts";
import { registerDevice, registerDeviceInputSchema } from "./register-devices.ts";
import { updateDevice, updateDeviceInputSchema } from "./update-device.ts";

export const deviceRouter = router({
  list: procedure.input(listDevicesInputSchema).query(({ ctx, input }) => listDevices(ctx, input)),
  inBounds: procedure
    .input(devicesInBoundsInputSchema)
    .query(({ ctx, input }) => devicesInBounds(ctx, input)),
  nearestCamera: procedure
    .input(nearestCameraInputSchema)
    .query(({ ctx, input }) => nearestCamera(ctx, input)),
  get: procedure.input(getDeviceInputSchema).query(({ ctx, input }) => getDevice(ctx, input)),
  faults: procedure.input(deviceFaultsInputSchema).query(({ ctx, input }) => readDeviceFaults(ctx, input)),
  messages: procedure.input(listMessagesInputSchema).query(({ ctx, input }) => listMessages(ctx, input)),
  register: procedure
    .input(registerDeviceInputSchema)
    .mutation(({ ctx, input }) => registerDevice(ctx, input)),
  update: procedure.input(updateDeviceInputSchema).mutation(({ ctx, input }) => updateDevice(ctx, input)),
});
