// `npm run dev-services`: the real parts that the product can run on, on this machine, without docker.
import { mkdirSync } from "node:fs";
import { StartError } from "../boot/start-error.mjs";
import { findFreePort } from "../postgres/free-port.ts";
import { type DevServicesCommand, readCommand } from "./read-command.ts";
import { readStatus, type ServiceStatus, startService, stopService, wipeService } from "./run-service.ts";
import { SERVICES } from "./services.ts";

async function carryOut(command: DevServicesCommand): Promise<ServiceStatus[]> {
  const { verb, folder, ports, wantsFreePorts, isWipe } = command;
  const services = command.services.map((name) => SERVICES[name]);
  if (verb === "up") {
    mkdirSync(folder, { recursive: true });
    for (const service of services) {
      const port = ports[service.name] ?? (wantsFreePorts ? await findFreePort() : undefined);
      const status = await startService(service, folder, port);
      if (!command.isJson) process.stdout.write(`${describe(status)}\n`);
    }
  }
  if (verb === "down") {
    for (const service of services) {
      await stopService(service, folder);
      if (isWipe) wipeService(service, folder);
    }
  }
  return services.map((service) => readStatus(service, folder));
}

function describe({ name, isRunning, version, port, pid, folder }: ServiceStatus): string {
  if (!isRunning) return `${name} is not running`;
  return `${name} ${version} runs on 127.0.0.1:${port} (process ${pid}, ${folder})`;
}

function print({ verb, isJson }: DevServicesCommand, statuses: readonly ServiceStatus[]): void {
  const settings = Object.assign({}, ...statuses.map((status) => status.settings));
  if (isJson) process.stdout.write(`${JSON.stringify({ services: statuses, settings })}\n`);
  else {
    if (verb !== "up") for (const status of statuses) process.stdout.write(`${describe(status)}\n`);
    for (const [name, value] of Object.entries(settings)) process.stdout.write(`export ${name}='${value}'\n`);
  }
}

try {
  const command = readCommand(process.argv.slice(2));
  print(command, await carryOut(command));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
