import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { freePort } from "../../apps/pipeline/src/testing/pipeline-process.ts";
import { startProgram } from "./child-program.ts";

/** A broker on its own, that acknowledges at once. */
export interface PeerBroker {
  name: string;
  port: number;
  stop(): Promise<void>;
}

/** Path of the machine's Mosquitto, or undefined: Debian's package is `mosquitto`. */
export function findMosquitto(): string | undefined {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => join(folder, "mosquitto")).find((path) => existsSync(path));
}

/** Starts Mosquitto in memory, without limits that would slow a subscriber down. */
export async function startMosquitto(path: string): Promise<PeerBroker> {
  const folder = mkdtempSync(join(tmpdir(), "arterial-bench-mosquitto-"));
  const port = await freePort();
  const config = join(folder, "mosquitto.conf");
  const settings = [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    "persistence false",
    "set_tcp_nodelay true",
    "max_inflight_messages 0",
    "max_queued_messages 0",
    "log_dest stderr",
    "user root",
  ];
  writeFileSync(config, `${settings.join("\n")}\n`);
  const program = await startProgram(path, ["-c", config], {
    isReady: (log) => /mosquitto version .* running/.test(log),
  });
  return {
    name: "Mosquitto alone, acknowledging at once",
    port,
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
