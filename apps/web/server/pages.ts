import type { Server } from "node:http";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Started } from "@arterial/runtime/lifecycle";
import next from "next";
import type { Env } from "./env.ts";
import type { PageHandler } from "./http/page-route.ts";

const WEB_DIRECTORY = dirname(dirname(fileURLToPath(import.meta.url)));

/** Prepares Next behind the console's own server. In development it also takes the hot reload's connections. */
export async function startPages(options: {
  env: Env;
  httpServer: Server;
  isDev: boolean;
}): Promise<Started<PageHandler>> {
  const { env, httpServer, isDev } = options;
  const app = next({ dev: isDev, dir: WEB_DIRECTORY, httpServer, hostname: env.HOST, port: env.PORT });
  await app.prepare();
  return { value: app.getRequestHandler(), stop: () => app.close() };
}
