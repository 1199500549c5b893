import type { Device } from "@arterial/domain/device-kind";
import type { PlayedVehicle } from "@arterial/domain/recording/trajectory-player";
import { cutIntoMessages } from "../publish/cut-into-messages.ts";
import type { Publisher } from "../publish/publisher.ts";
import { type Camera, type CameraView, createCameraView } from "./camera-view.ts";
import { createLoopCounter, type Loop } from "./loop-counter.ts";
import type { FaultFilter } from "./sensor-faults.ts";
import { isModelled, type StationReading } from "./station-readings.ts";
import { vehicleReading } from "./vehicle-readings.ts";

/** All devices of a played city: takes the vehicles of each second and publishes what is due. */
export interface DemoDevices {
  /** @param atMs full second, epoch ms, one second after the last call unless the process paused. */
  step(vehicles: readonly PlayedVehicle[], atMs: number): void;
}

type Report = (device: Device, atMs: number) => void;

/** Creates the devices. Each reports at multiples of its interval on the wall clock; stations are spread over it. */
export function createDemoDevices(options: {
  devices: readonly Device[];
  readingOf: StationReading;
  faultFilter: FaultFilter;
  publisher: Publisher;
}): DemoDevices {
  const { devices, publisher } = options;
  const feed = devices.find((device) => device.kind === "vehicle");
  const loops = devices.filter((device) => device.kind === "traffic").flatMap(toLoop);
  const counter = createLoopCounter(loops);
  const cameras = new Map<string, CameraView>(
    devices
      .filter((device) => device.kind === "camera")
      .map((device) => [device.id, createCameraView(toCamera(device))]),
  );
  let startedAt: number | undefined;

  const publishVehicles = (feedId: string, vehicles: readonly PlayedVehicle[], atMs: number) => {
    for (const part of cutIntoMessages(vehicles)) {
      publisher.publish(
        "vehicle",
        feedId,
        part.map((vehicle) => vehicleReading(vehicle, atMs)),
      );
    }
  };
  const publishReading = (device: Device, reading: { ts: number } & Record<string, unknown>) => {
    const sent = options.faultFilter(device.id, reading);
    if (sent) publisher.publish(device.kind, device.id, sent);
  };
  const reportLoop: Report = (device, atMs) => {
    const periodS = Math.min(device.expectedIntervalS, (atMs - (startedAt ?? atMs)) / 1000);
    if (periodS <= 0) return;
    const { count, speedKmh, occupancy } = counter.take(device.id, periodS);
    publishReading(device, {
      ts: atMs,
      count,
      periodS,
      ...(speedKmh === undefined ? {} : { speedKmh: round(speedKmh, 1) }),
      occupancy: round(occupancy, 4),
      ...(device.lane === undefined ? {} : { lane: device.lane }),
    });
  };
  const reportCamera: Report = (device, atMs) => {
    const seen = cameras.get(device.id)?.take();
    if (!seen) return;
    publishReading(device, {
      ts: atMs,
      counts: seen.counts,
      ...(seen.speedKmh === undefined ? {} : { speedKmh: round(seen.speedKmh, 1) }),
      stopped: seen.stopped,
      queueM: Math.round(seen.queueM),
    });
  };
  const reportStation: Report = (device, atMs) => {
    if (isModelled(device)) publishReading(device, options.readingOf(device, atMs));
  };
  const reportOf = {
    traffic: reportLoop,
    camera: reportCamera,
    air: reportStation,
    weather: reportStation,
    parking: reportStation,
  };

  return {
    step: (vehicles, atMs) => {
      startedAt ??= atMs - 1000;
      counter.step(vehicles);
      for (const view of cameras.values()) view.step(vehicles);
      if (feed) publishVehicles(feed.id, vehicles, atMs);
      for (const [index, device] of devices.entries()) {
        if (device.kind === "vehicle") continue;
        if (isDue(device, index, atMs)) reportOf[device.kind](device, atMs);
      }
    },
  };
}

function isDue(device: Device, index: number, atMs: number): boolean {
  const phaseS = isModelled(device) ? index % device.expectedIntervalS : 0;
  return (atMs / 1000 - phaseS) % device.expectedIntervalS === 0;
}

function toLoop(device: Device): Loop[] {
  if (device.segmentId === undefined) return [];
  return [{ id: device.id, segmentId: device.segmentId, offsetM: device.offsetM ?? 0, lane: device.lane }];
}

function toCamera(device: Device): Camera {
  const { id, lon, lat, headingDeg = 0, fieldOfViewDeg = 60, rangeM = 120 } = device;
  return { id, lon, lat, headingDeg, fieldOfViewDeg, rangeM };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
