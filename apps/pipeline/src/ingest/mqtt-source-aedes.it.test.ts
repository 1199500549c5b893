import { type AddressInfo, createServer } from "node:net";
import { Aedes } from "aedes";
import { onTestFinished } from "vitest";
import { describeMqttSource } from "./mqtt-source.contract.ts";

async function openAedes(): Promise<string> {
  const broker = await Aedes.createBroker();
  const server = createServer(broker.handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.close();
    await new Promise<void>((resolve) => broker.close(() => resolve()));
  });
  return `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

// aedes sends again what was not acknowledged without saying so.
describeMqttSource("aedes", openAedes, { marksRedelivery: false });
