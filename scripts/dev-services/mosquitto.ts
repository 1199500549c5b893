import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ask } from "./ask.ts";
import { libraryEnvironment, unpackDebianPackages } from "./debian-packages.ts";
import { MOSQUITTO_PACKAGES } from "./pinned-packages.ts";
import type { Service } from "./service.ts";

const VERSION = "2.0.11";

/** CONNECT of MQTT 3.1.1 with a clean session and no client id; the answer is CONNACK 0. */
const CONNECT = Buffer.from([0x10, 12, 0, 4, 0x4d, 0x51, 0x54, 0x54, 4, 2, 0, 10, 0, 0]);
const CONNECTED = Buffer.from([0x20, 2, 0, 0]);

/**
 * Anyone of this machine may connect. Sessions and what is under way survive a kill: they are written down after each
 * round of the broker's work, and what it acknowledges goes to the subscriber at once and not when a window has room.
 */
function configuration(data: string, port: number): string {
  return [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    `user ${userInfo().username}`,
    "persistence true",
    `persistence_location ${data}/`,
    "autosave_on_changes true",
    "autosave_interval 1",
    "max_inflight_messages 0",
    "max_queued_messages 0",
    "max_queued_bytes 1073741824",
    "set_tcp_nodelay true",
    "log_dest stderr",
    "log_type error",
    "log_type warning",
    "log_type notice",
    "",
  ].join("\n");
}

/** The MQTT broker Mosquitto. */
export const mosquitto: Service = {
  name: "mosquitto",
  defaultPort: 11_883,
  stopSignal: "SIGTERM",
  prepare: async ({ folder, data }, port) => {
    const programs = await unpackDebianPackages(`mosquitto-${VERSION}`, MOSQUITTO_PACKAGES);
    const file = join(folder, "mosquitto.conf");
    writeFileSync(file, configuration(data, port));
    return {
      version: VERSION,
      command: join(programs, "usr/sbin/mosquitto"),
      args: ["-c", file],
      env: libraryEnvironment(programs),
    };
  },
  isReady: async (_paths, port) => (await ask(port, CONNECT))?.equals(CONNECTED) ?? false,
  settings: (_paths, port) => ({ MQTT_URL: `mqtt://127.0.0.1:${port}` }),
};
