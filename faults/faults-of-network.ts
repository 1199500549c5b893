import { setTimeout as wait } from "node:timers/promises";
import { LIVE_TOPIC_FILTER } from "@arterial/streams/live-topic";
import { connectAsync } from "mqtt";
import { GATEWAY } from "./input/fault-city.ts";
import type { Fault } from "./stage.ts";

const lossy: Fault = {
  name: "network loses bytes",
  inflict: async ({ sending, databaseLink, brokerLink }) => {
    for (const link of [databaseLink, brokerLink]) {
      link.setFault({ lossShare: 0.02, lossMs: 200, latencyMs: 2 });
    }
    await sending.reached(0.9);
    for (const link of [databaseLink, brokerLink]) link.setFault({});
  },
};

const cut: Fault = {
  name: "devices cut off again and again",
  inflict: async ({ sending, brokerLink, random }) => {
    for (const share of [0.1, 0.2, 0.3, 0.5, 0.7, 0.9]) {
      await sending.reached(share);
      brokerLink.setFault({ isRefusing: true });
      brokerLink.cut();
      await wait(random.between(50, 500));
      brokerLink.setFault({});
    }
  },
};

const halfOpen: Fault = {
  name: "half-open connections of devices",
  inflict: async ({ sending, brokerLink }) => {
    await sending.reached(0.4);
    brokerLink.halfOpen();
  },
};

const readerComesAndGoes: Fault = {
  name: "live reader joins and leaves",
  inflict: async ({ sending, brokerPort, isLong }) => {
    let isOver = false;
    void sending.done.then(() => {
      isOver = true;
    });
    while (!isOver) {
      const reader = await connectAsync(`mqtt://127.0.0.1:${brokerPort}`, { ...GATEWAY, protocolVersion: 4 });
      await reader.subscribeAsync(LIVE_TOPIC_FILTER);
      await wait(isLong ? 3_000 : 300);
      await reader.endAsync(true);
    }
  },
};

/** The network between the parts, and whoever reads live frames. */
export function networkFaults(): Fault[] {
  return [lossy, cut, halfOpen, readerComesAndGoes];
}
