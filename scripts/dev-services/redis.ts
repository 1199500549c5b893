import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ask } from "./ask.ts";
import { libraryEnvironment, unpackDebianPackages } from "./debian-packages.ts";
import { REDIS_PACKAGES } from "./pinned-packages.ts";
import type { Service } from "./service.ts";

const VERSION = "7.0.15";

function configuration(data: string, port: number): string {
  return [
    "bind 127.0.0.1",
    "set-proc-title no",
    `port ${port}`,
    `dir "${data}"`,
    'save ""',
    "appendonly yes",
    "appendfsync everysec",
    "",
  ].join("\n");
}

/** The live store Redis. */
export const redis: Service = {
  name: "redis",
  defaultPort: 16_379,
  stopSignal: "SIGTERM",
  prepare: async ({ folder, data }, port) => {
    const programs = await unpackDebianPackages(`redis-${VERSION}`, REDIS_PACKAGES);
    const file = join(folder, "redis.conf");
    writeFileSync(file, configuration(data, port));
    return {
      version: VERSION,
      command: join(programs, "usr/bin/redis-server"),
      args: [file],
      env: libraryEnvironment(programs),
    };
  },
  isReady: async (_paths, port) => (await ask(port, "PING\r\n"))?.toString() === "+PONG\r\n",
  settings: (_paths, port) => ({ REDIS_URL: `redis://127.0.0.1:${port}` }),
};
