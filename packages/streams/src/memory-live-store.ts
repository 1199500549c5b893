import type { LiveHandler, LiveMessage, LiveStore } from "./live-store.ts";

/** The live store within one process. Values are shared, not copied: publishers must not change them afterwards. */
export function createMemoryLiveStore(): LiveStore {
  const states = new Map<string, Map<string, LiveMessage>>();
  const subscribers = new Set<{ prefix: string; handler: LiveHandler }>();

  return {
    publish: async (channel, key, value) => {
      const message = { channel, key, value };
      if (key !== null) {
        const keys = states.get(channel) ?? new Map<string, LiveMessage>();
        states.set(channel, keys.set(key, message));
      }
      for (const { prefix, handler } of subscribers) if (channel.startsWith(prefix)) handler(message);
    },
    subscribe: async (prefix, handler) => {
      const subscriber = { prefix, handler };
      for (const [channel, keys] of states) {
        if (channel.startsWith(prefix)) for (const message of keys.values()) handler(message);
      }
      subscribers.add(subscriber);
      return async () => void subscribers.delete(subscriber);
    },
    latest: (channel, key) => states.get(channel)?.get(key)?.value,
    isConnected: () => true,
  };
}
