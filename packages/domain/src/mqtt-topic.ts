import { type DeviceKind, deviceIdSchema, deviceKindSchema } from "./device-kind.ts";

export const MQTT_TOPIC_PREFIX = "city/v1";

/** Topic that a device publishes its readings to: `city/v1/<kind>/<deviceId>`. */
export function mqttTopic(kind: DeviceKind, deviceId: string): string {
  return `${MQTT_TOPIC_PREFIX}/${kind}/${deviceId}`;
}

/** Kind and device of a topic, or undefined when the topic is not a device's. */
export function parseMqttTopic(topic: string): { kind: DeviceKind; deviceId: string } | undefined {
  const parts = topic.split("/");
  if (parts.length !== 4 || parts[0] !== "city" || parts[1] !== "v1") return undefined;
  const kind = deviceKindSchema.safeParse(parts[2]);
  const deviceId = deviceIdSchema.safeParse(parts[3]);
  if (!kind.success || !deviceId.success) return undefined;
  return { kind: kind.data, deviceId: deviceId.data };
}
