import { readFile } from "node:fs/promises";
import { type Device, type DeviceKind, deviceSchema } from "@arterial/domain/device-kind";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { CliError } from "../cli-error.ts";

/** How often devices of a kind report when nothing else is said, s. */
export const DEFAULT_INTERVAL_S: Readonly<Record<DeviceKind, number>> = {
  traffic: 60,
  vehicle: 1,
  air: 60,
  parking: 60,
  weather: 60,
  camera: 15,
};

/** A device as a person writes it down: without `expectedIntervalS` its kind's usual one counts. */
export const writtenDeviceSchema = deviceSchema
  .extend({ expectedIntervalS: z.number().positive().optional() })
  .transform(
    (device): Device => ({
      ...device,
      expectedIntervalS: device.expectedIntervalS ?? DEFAULT_INTERVAL_S[device.kind],
    }),
  );

const NUMBERS: ReadonlySet<string> = new Set([
  "lon",
  "lat",
  "headingDeg",
  "offsetM",
  "lane",
  "expectedIntervalS",
  "capacity",
  "fieldOfViewDeg",
  "rangeM",
]);

/** Reads devices from a JSON array or from CSV with the fields' names in its first line. Throws CliError. */
export async function readDeviceFile(path: string): Promise<Device[]> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new CliError("file", `${path} cannot be read.`, { cause });
  });
  const parsed = z.array(writtenDeviceSchema).min(1).safeParse(parseText(path, text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.length
    ? `device ${Number(issue.path[0]) + 1}, ${issue.path.slice(1).join(".")}: `
    : "";
  throw new CliError("file", `${path}: ${place}${issue?.message ?? "no devices"}`, { cause: parsed.error });
}

function parseText(path: string, text: string): unknown {
  try {
    return /^\s*\[/.test(text) ? JSON.parse(text) : parseCsv(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError("file", `${path} is neither a JSON array nor CSV: ${reason}`, { cause });
  }
}

function parseCsv(text: string): unknown[] {
  const rows: Record<string, string>[] = parse(text, {
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
  });
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([, value]) => value !== "")
        .map(([name, value]) => [name, NUMBERS.has(name) ? Number(value) : value]),
    ),
  );
}
