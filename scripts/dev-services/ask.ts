import { connect } from "node:net";

const TIMEOUT_MS = 2_000;

/** Sends bytes to a loopback port and gives the first bytes of the answer; undefined when there is none. */
export function ask(port: number, question: Buffer | string): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    const end = (answer?: Buffer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(TIMEOUT_MS, () => end());
    socket.on("error", () => end());
    socket.on("close", () => end());
    socket.on("connect", () => socket.write(question));
    socket.on("data", (answer) => end(answer));
  });
}
