// The limit: a subscriber of a bare broker, that notes when each loop's reading came.
import { connectAsync } from "mqtt";
import { z } from "zod";
import { epochMs, startSeenLoops } from "./seen-loops.ts";

const readingSchema = z.object({ ts: z.number() });

const loops = startSeenLoops();
const client = await connectAsync(`mqtt://127.0.0.1:${process.env.MQTT_PORT}`);
client.on("message", (topic, payload) => {
  const seenAt = epochMs();
  const { ts } = readingSchema.parse(JSON.parse(payload.toString()));
  loops.see(topic.slice(topic.lastIndexOf("/") + 1), ts, seenAt);
});
await client.subscribeAsync("city/v1/traffic/+", { qos: 0 });
process.send?.({ type: "watching" });
