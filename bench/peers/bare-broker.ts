import { createServer } from "node:net";
import { Aedes } from "aedes";

/** The peer: the same broker library that acknowledges at once, keeps nothing and checks nothing. */
const broker = await Aedes.createBroker();
const server = createServer(broker.handle);
server.listen(Number(process.env.MQTT_PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
process.on("disconnect", () => process.exit(0));
