// The peer's browsers: they receive and count.
import { WebSocket } from "ws";

const { URL: url = "", CLIENTS = "0" } = process.env;
const counts = { messages: 0, bytes: 0, watching: 0 };
for (let index = 0; index < Number(CLIENTS); index += 1) {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  socket.on("open", () => {
    counts.watching += 1;
  });
  socket.on("message", (data: Buffer) => {
    counts.messages += 1;
    counts.bytes += data.byteLength;
  });
}
process.on("message", () => process.send?.(counts));
process.send?.({ listening: true });
