import { setTimeout as wait } from "node:timers/promises";
import { startLiveReader } from "./checks/check-live.ts";
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
  showsLive: true,
  inflict: async ({ sending, brokerPort, isLong }) => {
    let isOver = false;
    void sending.done.then(() => {
      isOver = true;
    });
    while (!isOver) {
      const guest = await startLiveReader({ redisUrl: undefined, brokerPort }, "guest");
      await wait(isLong ? 3_000 : 300);
      await guest.stop();
    }
  },
};

/** The network between the parts, and whoever reads live frames. */
export function networkFaults(): Fault[] {
  return [lossy, cut, halfOpen, readerComesAndGoes];
}
