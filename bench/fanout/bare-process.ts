// The peer: bare `ws` sends one prepared frame to everybody once a second. Nothing is encoded, chosen or numbered.
import { WebSocketServer } from "ws";

const { PORT = "0", FRAME_BYTES = "4000" } = process.env;
const frame = Buffer.alloc(Number(FRAME_BYTES), 7);
const server = new WebSocketServer({ host: "127.0.0.1", port: Number(PORT), perMessageDeflate: false });
setInterval(() => {
  for (const client of server.clients) client.send(frame, { binary: true });
}, 1_000);
process.on("message", () => process.send?.({ cpu: process.cpuUsage() }));
server.on("listening", () => process.send?.({ listening: server.address() }));
