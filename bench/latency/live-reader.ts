// A browser's end of the live line that sees the whole city: notes when each loop's reading came in a frame.
import { connectLiveClient } from "../../apps/web/server/testing/live-client.ts";
import { decodeItems } from "../../packages/api/src/live/item-codec.ts";
import { DETAIL_TILE_ZOOM, tilesOfBounds } from "../../packages/api/src/live/tile-grid.ts";
import type { LiveDevice } from "../../packages/domain/src/live/frame.ts";
import { CITY_BOUNDS } from "../load/bench-city.ts";
import { epochMs, startSeenLoops } from "./seen-loops.ts";

const { URL: url = "", TOKEN = "" } = process.env;
const loops = startSeenLoops();
const client = connectLiveClient(url, {
  headers: { authorization: `Bearer ${TOKEN}` },
  isTaking: false,
  onMessage: ({ frames }) => {
    const seenAt = epochMs();
    for (const { layer, body } of frames) {
      if (layer !== "devices") continue;
      for (const { id, ts } of decodeItems<LiveDevice>(body).items) loops.see(id, ts, seenAt);
    }
  },
});
client.socket.on("connect_error", (error) => {
  throw error;
});
client.socket.on("connect", async () => {
  const tiles = tilesOfBounds(CITY_BOUNDS, DETAIL_TILE_ZOOM);
  const answer = await client.watch({ layers: ["devices"], tiles });
  if (!answer.ok) throw new Error(`not allowed to watch: ${answer.code}`);
  process.send?.({ type: "watching" });
});
