import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../boot/paths.mjs";
import { StartError } from "../boot/start-error.mjs";
import { SERVICE_NAMES, type ServiceName } from "./service.ts";

const VERBS = ["up", "down", "status"] as const;

/** What was asked for on the command line. */
export interface DevServicesCommand {
  readonly verb: (typeof VERBS)[number];
  readonly services: readonly ServiceName[];
  /** Absolute; each service has a folder of its name below. */
  readonly folder: string;
  readonly ports: Readonly<Partial<Record<ServiceName, number>>>;
  /** Choose ports that are free instead of the usual ones. */
  readonly wantsFreePorts: boolean;
  /** Delete the data after stopping. */
  readonly isWipe: boolean;
  readonly isJson: boolean;
}

const USAGE = `Usage: npm run dev-services -- up|down|status [${SERVICE_NAMES.join("|")} …] [options]
  --folder DIR       where data, logs and process ids are kept (.data/dev-services)
  --port NAME=PORT   port of a service, as often as there are services
  --free-ports       take ports that are free
  --wipe             with down: delete the data too
  --json             print one JSON object`;

/**
 * Reads the command line of the development services.
 * @throws StartError with the usage when it makes no sense.
 */
export function readCommand(args: readonly string[]): DevServicesCommand {
  const { values, positionals } = parse(args);
  const [verb, ...names] = positionals;
  const known = VERBS.find((candidate) => candidate === verb);
  if (!known) throw new StartError(USAGE);
  const folder = values.folder ?? join(".data", "dev-services");
  return {
    verb: known,
    services: names.length > 0 ? names.map(readName) : SERVICE_NAMES,
    folder: isAbsolute(folder) ? folder : join(ROOT, folder),
    ports: Object.fromEntries((values.port ?? []).map(readPort)),
    wantsFreePorts: values["free-ports"] ?? false,
    isWipe: values.wipe ?? false,
    isJson: values.json ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        folder: { type: "string" },
        port: { type: "string", multiple: true },
        "free-ports": { type: "boolean" },
        wipe: { type: "boolean" },
        json: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function readName(text: string): ServiceName {
  const name = SERVICE_NAMES.find((candidate) => candidate === text);
  if (!name) throw new StartError(`There is no service ${text}.\n${USAGE}`);
  return name;
}

function readPort(text: string): [ServiceName, number] {
  const [name = "", port = ""] = text.split("=");
  const number = Number(port);
  if (!/^\d+$/.test(port) || number < 1 || number > 65_535)
    throw new StartError(`--port is "${text}"; it must be like kafka=19092.\n${USAGE}`);
  return [readName(name), number];
}
