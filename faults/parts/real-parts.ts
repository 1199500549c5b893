import { killService, startService, stopService } from "../../scripts/dev-services/run-service.ts";
import type { ServiceName } from "../../scripts/dev-services/service.ts";
import { SERVICES } from "../../scripts/dev-services/services.ts";
import { findFreePort } from "../../scripts/postgres/free-port.ts";

/** Parts of a distributed installation that run beside the worker, each on a port of its own. */
export interface RealParts {
  /** Settings that make the worker use them. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it listens; undefined for one that was not asked for. */
  port(name: ServiceName): number | undefined;
  /** SIGKILL, as a power failure would. */
  kill(name: ServiceName): Promise<void>;
  /** Starts a killed one again, at the same address, with what it kept. */
  startAgain(name: ServiceName): Promise<void>;
  stop(): Promise<void>;
}

/** Starts parts with fresh data below `folder`. */
export async function startRealParts(folder: string, names: readonly ServiceName[]): Promise<RealParts> {
  const ports = new Map<ServiceName, number>();
  const env: Record<string, string> = {};
  for (const name of names) {
    const port = await findFreePort();
    ports.set(name, port);
    Object.assign(env, (await startService(SERVICES[name], folder, port)).settings);
  }
  return {
    env,
    port: (name) => ports.get(name),
    kill: (name) => killService(SERVICES[name], folder),
    startAgain: async (name) => void (await startService(SERVICES[name], folder)),
    stop: async () => {
      for (const name of names) await stopService(SERVICES[name], folder);
    },
  };
}
