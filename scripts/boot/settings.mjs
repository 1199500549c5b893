import { isAbsolute, join } from "node:path";
import { ROOT } from "./paths.mjs";
import { StartError } from "./start-error.mjs";

/**
 * @typedef {object} StartSettings
 * @property {number} port the console
 * @property {number} mqttPort the embedded broker
 * @property {number} metricsPort the pipeline's metrics
 * @property {string} dataDir absolute
 * @property {string} logLevel
 * @property {boolean} isEmpty start without the demo city
 * @property {boolean} isDev Next's development server, no build
 * @property {boolean} wantsTimescale fetch TimescaleDB at the first start where that is possible
 * @property {string | null} databaseUrl an own PostgreSQL instead of the embedded one
 * @property {string | null} mqttUrl an own broker instead of the embedded one
 */

const USAGE = `Usage: npm start [-- --empty] [-- --dev]
  --empty   start without the demo city
  --dev     development server of the console, no build
Settings (environment): PORT 3000, MQTT_PORT 1883, METRICS_PORT 9464, DATA_DIR .data, LOG_LEVEL info.
docs/operations.md has all of them.`;

/**
 * Reads what was asked for. Throws StartError for anything that makes no sense.
 * @param {Record<string, string | undefined>} environment
 * @param {readonly string[]} args
 * @returns {StartSettings}
 */
export function readSettings(environment, args) {
  const unknown = args.find((arg) => !["--empty", "--dev"].includes(arg));
  if (unknown) throw new StartError(unknown === "--help" ? USAGE : `Unknown option ${unknown}.\n${USAGE}`);
  const settings = {
    port: readPort(environment, "PORT", 3000),
    mqttPort: readPort(environment, "MQTT_PORT", 1883),
    metricsPort: readPort(environment, "METRICS_PORT", 9464),
    dataDir: readFolder(environment.DATA_DIR || ".data"),
    logLevel: environment.LOG_LEVEL || "info",
    isEmpty: args.includes("--empty"),
    isDev: args.includes("--dev"),
    wantsTimescale: environment.EMBEDDED_TIMESCALE !== "off",
    databaseUrl: environment.DATABASE_URL || null,
    mqttUrl: environment.MQTT_URL || null,
  };
  const ports = [settings.port, settings.mqttPort, settings.metricsPort];
  if (new Set(ports).size < ports.length) {
    throw new StartError(`PORT, MQTT_PORT and METRICS_PORT must differ; they are ${ports.join(", ")}.`);
  }
  return settings;
}

function readPort(environment, name, fallback) {
  const text = environment[name];
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  throw new StartError(`${name} is "${text}"; it must be a port number from 1 to 65535.`);
}

function readFolder(path) {
  return isAbsolute(path) ? path : join(ROOT, path);
}
