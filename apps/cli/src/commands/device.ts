import {
  importDevices,
  importDevicesWithPasswords,
  registerDevice,
} from "@arterial/api/device/register-devices";
import { DEVICE_KINDS } from "@arterial/domain/device-kind";
import { mqttTopic } from "@arterial/domain/mqtt-topic";
import { type Command, InvalidArgumentError } from "commander";
import { answer, type CliIo, type CommonOptions, withServices } from "../command-scope.ts";
import { readDeviceFile, writtenDeviceSchema } from "../files/device-file.ts";

interface RegisterOptions extends CommonOptions {
  zone?: string;
  segment?: string;
  heading?: number;
  interval?: number;
  [field: string]: unknown;
}

/** `device register`, `device import`. */
export function addDeviceCommands(program: Command, io: CliIo): void {
  const device = program.command("device").description("devices that may publish readings");
  device
    .command("register")
    .description("register a device, or give it a new password, and print its MQTT account this once")
    .requiredOption("--id <id>", "id: also its MQTT user name and the last part of its topic")
    .requiredOption("--kind <kind>", DEVICE_KINDS.join(", "))
    .requiredOption("--lon <degrees>", "longitude, WGS 84", decimal)
    .requiredOption("--lat <degrees>", "latitude, WGS 84", decimal)
    .option("--zone <id>", "district (default: the one it lies in)")
    .option("--name <name>", "name as people read it")
    .option("--segment <id>", "segment that it measures")
    .option("--offset-m <metres>", "place along the segment", decimal)
    .option("--lane <n>", "lane, 0 is the outermost", decimal)
    .option("--heading <degrees>", "direction it looks or measures in, clockwise from north", decimal)
    .option("--interval <seconds>", "how often it reports", decimal)
    .option("--capacity <n>", "spaces of a car park", decimal)
    .option("--json", "print one JSON document")
    .action((options: RegisterOptions) => register(io, options));
  device
    .command("import")
    .description(
      "register the devices of a JSON array or a CSV file with the fields' names in its first line",
    )
    .argument("<file>")
    .option("--with-passwords", "give each device a new MQTT password and print them this once")
    .option("--json", "print one JSON document")
    .action((file: string, options: CommonOptions & { withPasswords?: boolean }) =>
      importFile(io, file, options),
    );
}

async function register(io: CliIo, options: RegisterOptions): Promise<void> {
  const { zone, segment, heading, interval, json: _json, ...fields } = options;
  const device = writtenDeviceSchema.parse({
    ...fields,
    zoneId: zone,
    segmentId: segment,
    headingDeg: heading,
    expectedIntervalS: interval,
  });
  await withServices(io, async (ctx) => {
    const { username, password, isNew } = await registerDevice(ctx, device);
    const topic = mqttTopic(device.kind, device.id);
    answer(io, options, { id: device.id, kind: device.kind, username, password, topic, isNew }, [
      `${isNew ? "Registered" : "Changed"} ${device.id}. Its MQTT account, shown only now:`,
      `  username ${username}`,
      `  password ${password}`,
      `It publishes to ${topic}.`,
    ]);
  });
}

async function importFile(
  io: CliIo,
  file: string,
  options: CommonOptions & { withPasswords?: boolean },
): Promise<void> {
  const devices = await readDeviceFile(file);
  await withServices(io, async (ctx) => {
    const result = options.withPasswords
      ? await importDevicesWithPasswords(ctx, devices)
      : { ...(await importDevices(ctx, devices)), credentials: [] };
    answer(io, options, result, [
      `${result.created} devices registered, ${result.updated} changed.`,
      ...result.credentials.map(({ username, password }) => `${username}\t${password}`),
    ]);
  });
}

function decimal(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("a number is needed");
  return value;
}
