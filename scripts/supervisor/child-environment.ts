import { join } from "node:path";
import { childEnvironment, ROOT } from "../boot/paths.mjs";
import type { StartSettings } from "../boot/settings.mjs";
import type { Secrets } from "./secrets.ts";

type Environment = Record<string, string | undefined>;

/** The environment of each process: everyone gets the ports and folders, each only its own secrets. */
export interface ChildEnvironments {
  readonly pipeline: Environment;
  readonly web: Environment;
  readonly simulator: Environment;
  /** Administration: the owner's access to the database. */
  readonly cli: Environment;
}

/** The database roles of the processes. */
export const ROLES = { pipeline: "arterial_pipeline", web: "arterial_web" } as const;
const INTERNAL_ACCOUNT = "arterial-internal";
const SIMULATOR_ACCOUNT = "arterial-simulator";
/** Known to one process only; taken out of what the others inherit. */
const PRIVATE_NAMES = [
  "DATABASE_URL",
  "PIPELINE_DATABASE_URL",
  "WEB_DATABASE_URL",
  "MQTT_USERNAME",
  "MQTT_PASSWORD",
  "INTERNAL_MQTT_USERNAME",
  "INTERNAL_MQTT_PASSWORD",
  "SIMULATOR_MQTT_USERNAME",
  "SIMULATOR_MQTT_PASSWORD",
  "AUTH_SECRET",
] as const;

/** The same database as another role. */
export function withRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Composes the environments. What the caller's own environment sets (an external part's account) is kept. */
export function composeEnvironments(
  settings: StartSettings,
  secrets: Secrets,
  ownerUrl: string,
  own: Environment,
): ChildEnvironments {
  const base = createBase(settings);
  const internal = {
    INTERNAL_MQTT_USERNAME: own.INTERNAL_MQTT_USERNAME ?? INTERNAL_ACCOUNT,
    INTERNAL_MQTT_PASSWORD: own.INTERNAL_MQTT_PASSWORD ?? secrets.internalMqttPassword,
  };
  const simulator = {
    SIMULATOR_MQTT_USERNAME: own.SIMULATOR_MQTT_USERNAME ?? SIMULATOR_ACCOUNT,
    SIMULATOR_MQTT_PASSWORD: own.SIMULATOR_MQTT_PASSWORD ?? secrets.simulatorMqttPassword,
  };
  // The pipeline's own account at an external broker, which may do more than the others.
  const { MQTT_USERNAME, MQTT_PASSWORD } = own;
  return {
    pipeline: {
      ...base,
      MQTT_USERNAME,
      MQTT_PASSWORD,
      ...internal,
      ...simulator,
      PIPELINE_DATABASE_URL:
        own.PIPELINE_DATABASE_URL || withRole(ownerUrl, ROLES.pipeline, secrets.pipelinePassword),
      ...(settings.isEmpty
        ? {}
        : { HISTORY_FILE: own.HISTORY_FILE ?? join(DEMO_CITY_FOLDER, "history.bin") }),
    },
    web: {
      ...base,
      ...internal,
      WEB_DATABASE_URL: own.WEB_DATABASE_URL || withRole(ownerUrl, ROLES.web, secrets.webPassword),
      AUTH_SECRET: own.AUTH_SECRET ?? secrets.authSecret,
    },
    simulator: { ...base, ...simulator },
    cli: { ...base, ...simulator, DATABASE_URL: ownerUrl },
  };
}

/** Where the demo city's data are. */
export const DEMO_CITY_FOLDER: string = join(ROOT, "apps", "simulator", "demo-city", "data");

function createBase(settings: StartSettings): Environment {
  const base: Environment = childEnvironment({
    NODE_ENV: settings.isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
    MQTT_PORT: String(settings.mqttPort),
    METRICS_PORT: String(settings.metricsPort),
    LOG_LEVEL: settings.logLevel,
  });
  for (const name of PRIVATE_NAMES) delete base[name];
  return base;
}
