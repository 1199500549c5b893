import { EnvError } from "@arterial/runtime/env";
import type { PipelineEnv } from "./env.ts";

/**
 * What a process of the pipeline does: `ingest` takes devices' messages to the log, `sink` stores what the log holds,
 * `process` computes what follows and tells the live store, `jobs` keeps tables in shape.
 */
export const ROLES = ["ingest", "process", "sink", "jobs"] as const;
export type Role = (typeof ROLES)[number];

/**
 * Reads `--roles a,b` of the command line; all roles without it.
 * @throws EnvError when a role is unknown, or cannot run apart from the others with these settings.
 */
export function readRoles(args: readonly string[], env: PipelineEnv): ReadonlySet<Role> {
  const roles = parseRoles(args);
  if (roles.size === ROLES.length) return roles;
  if (env.KAFKA_BROKERS === undefined) {
    throw refuse(
      "KAFKA_BROKERS",
      "is not set: without Kafka all roles run in one process, so leave --roles out",
    );
  }
  const hasLiveStore = env.REDIS_URL !== undefined || env.MQTT_URL !== undefined;
  if (roles.has("process") && !roles.has("ingest") && !hasLiveStore) {
    throw refuse("REDIS_URL", "is not set: the role process needs it, or MQTT_URL, to reach the console");
  }
  return roles;
}

function parseRoles(args: readonly string[]): Set<Role> {
  const index = args.indexOf("--roles");
  if (index === -1) return new Set(ROLES);
  const names = (args[index + 1] ?? "").split(",").filter((name) => name !== "");
  const roles = names.map((name) => ROLES.find((role) => role === name));
  const unknown = names.find((_name, at) => roles[at] === undefined);
  if (unknown !== undefined || names.length === 0) {
    throw refuse(
      "--roles",
      `is "${unknown ?? ""}"; it must be some of ${ROLES.join(", ")}, with commas between`,
    );
  }
  return new Set(roles.filter((role) => role !== undefined));
}

function refuse(variable: string, message: string): EnvError {
  return new EnvError([{ variable, message }]);
}
