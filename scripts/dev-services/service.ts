import { join } from "node:path";

/** The real parts that can be run on this machine without docker. */
export const SERVICE_NAMES = ["kafka", "mosquitto", "redis", "postgres"] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** Where one service keeps everything of its own. */
export interface ServicePaths {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly state: string;
}

/** How a service's program is started. */
export interface ServiceCommand {
  readonly version: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly identity?: { readonly uid?: number; readonly gid?: number };
}

/** One service: how it is fetched, prepared, found ready and stopped. */
export interface Service {
  readonly name: ServiceName;
  readonly defaultPort: number;
  /** What its process is asked to end with. */
  readonly stopSignal: "SIGTERM" | "SIGINT";
  /** Fetches the pinned program when it is not there yet and prepares its folder. */
  prepare(paths: ServicePaths, port: number): Promise<ServiceCommand>;
  /** Whether it answers in its own protocol. */
  isReady(paths: ServicePaths, port: number): Promise<boolean>;
  /** Settings that make the product use it. */
  settings(paths: ServicePaths, port: number): Readonly<Record<string, string>>;
}

/** The paths of a service below the folder of all. */
export function servicePaths(root: string, name: ServiceName): ServicePaths {
  const folder = join(root, name);
  return {
    folder,
    data: join(folder, "data"),
    log: join(folder, "log.txt"),
    state: join(folder, "service.json"),
  };
}
