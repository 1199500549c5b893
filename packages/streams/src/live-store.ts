/** One message of the live store. Without a key it is an event, with one it is the newest state of that key. */
export interface LiveMessage {
  channel: string;
  key: string | null;
  /** Plain JSON data, as published; parse it before use. */
  value: unknown;
}

export type LiveHandler = (message: LiveMessage) => void;

/**
 * What the city looks like now, for whoever shows it. Channels have two levels, `live/<name>`. Nothing here is kept for
 * good: a slow reader may miss events, never the newest state.
 */
export interface LiveStore {
  /** Sends an event (`key` null: only those who listen now get it) or sets a state (`key` given: kept, latest wins). */
  publish(channel: string, key: string | null, value: unknown): Promise<void>;
  /**
   * Calls the handler for every message of channels that start with the prefix (`live/` for all), first with the states
   * known so far. The returned function ends it.
   */
  subscribe(channelPrefix: string, handler: LiveHandler): Promise<() => Promise<void>>;
  /** Newest state of a key, or undefined. A remote store knows it for channels that it is subscribed to. */
  latest(channel: string, key: string): unknown;
  /** False while a remote store is out of reach. */
  isConnected(): boolean;
}
