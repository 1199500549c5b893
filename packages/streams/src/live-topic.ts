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
  const [scope, name, encodedKey, ...rest] = topic.slice(PREFIX.length).split("/");
  if (!scope || !name || rest.length > 0) return undefined;
  const key = encodedKey === undefined ? null : decodeKey(encodedKey);
  return key === undefined ? undefined : { channel: `${scope}/${name}`, key };
}

/** Whoever may publish at the broker may have made the topic, and not by {@link liveTopic}. */
function decodeKey(encodedKey: string): string | undefined {
  try {
    return decodeURIComponent(encodedKey);
  } catch {
    return undefined;
  }
}
