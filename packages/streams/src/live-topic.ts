const PREFIX = "arterial/v1/";

/** MQTT filter of everything that the live store sends over a broker. */
export const LIVE_TOPIC_FILTER = "arterial/v1/live/#";

/** MQTT topic of a channel's events (`key` null) or of one of its states. */
export function liveTopic(channel: string, key: string | null): string {
  return key === null ? PREFIX + channel : `${PREFIX}${channel}/${encodeURIComponent(key)}`;
}

/** Channel and key of a topic, or undefined when it is not the live store's. */
export function parseLiveTopic(topic: string): { channel: string; key: string | null } | undefined {
  if (!topic.startsWith(PREFIX)) return undefined;
  const [scope, name, key, ...rest] = topic.slice(PREFIX.length).split("/");
  if (!scope || !name || rest.length > 0) return undefined;
  return { channel: `${scope}/${name}`, key: key === undefined ? null : decodeURIComponent(key) };
}
