import {
  type ClientEvents,
  LIVE_PATH,
  type ServerEvents,
  type WatchAnswer,
  type WatchRequest,
} from "@arterial/api/live/contract";
import { decodeMessage, type Message } from "@arterial/api/live/message-codec";
import { io, type Socket } from "socket.io-client";
import { type CityStores, createCityStores } from "../../src/live/city-stores.ts";
import { MessageIntake } from "../../src/live/message-intake.ts";

/** A browser's end of the live line, with the console's own code behind it. */
export interface LiveClient {
  socket: Socket<ServerEvents, ClientEvents>;
  city: CityStores;
  intake: MessageIntake;
  messages: Message[];
  /** Frames that did not follow what was held. */
  gaps: number;
  watch(request: Partial<WatchRequest>): Promise<WatchAnswer>;
  /** Resolves as soon as the condition holds after a message. */
  until(condition: () => boolean): Promise<void>;
}

/** Connects to a gateway; what arrives goes through the console's intake. */
export function connectLiveClient(
  url: string,
  options: {
    headers?: Record<string, string>;
    isReconnecting?: boolean;
    /** False: messages are handed on and not kept; for crowds. */
    isTaking?: boolean;
    onMessage?: (message: Message, byteLength: number) => void;
  } = {},
): LiveClient {
  const socket: LiveClient["socket"] = io(url, {
    path: LIVE_PATH,
    transports: ["websocket"],
    reconnection: options.isReconnecting ?? false,
    reconnectionDelay: 200,
    reconnectionDelayMax: 1_000,
    forceNew: true,
    extraHeaders: options.headers ?? {},
  });
  const city = createCityStores();
  const intake = new MessageIntake(city);
  const waiting = new Set<() => void>();
  const client: LiveClient = {
    socket,
    city,
    intake,
    messages: [],
    gaps: 0,
    async watch(more) {
      const request = { layers: [], tiles: null, clusterTiles: null, items: [], ...more };
      intake.watch(request);
      return socket.emitWithAck("watch", request);
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
  socket.on("live", (bytes) => {
    const message = decodeMessage(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes));
    if (!message) throw new Error("a message cannot be read");
    options.onMessage?.(message, bytes.byteLength);
    if (options.isTaking === false) return;
    if (!options.onMessage) client.messages.push(message);
    client.gaps += intake.take(message).length;
    for (const look of [...waiting]) look();
  });
  return client;
}
