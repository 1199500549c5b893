import { type Device, deviceSchema } from "@arterial/domain/device-kind";
import { SourceError, UsageError } from "../command.ts";
import type { CsvMapping, WeatherOrAir } from "./csv-mapping.ts";
import { readColumns, readRows } from "./csv-rows.ts";

const EXPECTED_INTERVAL_S = 3600;

/**
 * The devices of a replayed file as far as a file of stations places them.
 * @throws UsageError when the mapping knows no stations, SourceError when their file does not fit.
 */
export async function placeDevices(options: {
  ids: readonly string[];
  kind: WeatherOrAir;
  mapping: CsvMapping;
  prefix: string;
  stations: string | undefined;
}): Promise<Device[]> {
  const { stations, kind, prefix } = options;
  if (stations === undefined) return [];
  const columns = options.mapping.stations;
  if (!columns) throw new UsageError("--stations: the mapping does not say which columns they have");
  const present = await readColumns(stations);
  const missing = [columns.id, columns.lon, columns.lat].find((name) => !present.includes(name));
  if (missing !== undefined) throw new SourceError("file", `${stations} has no column "${missing}".`);
  const wanted = new Set(options.ids);
  const devices: Device[] = [];
  for await (const row of readRows(stations)) {
    const id = `${prefix}${row[columns.id]}`;
    if (!wanted.has(id)) continue;
    const name = (columns.name && row[columns.name]) || id;
    const place = { lon: Number(row[columns.lon] || "none"), lat: Number(row[columns.lat] || "none") };
    const parsed = deviceSchema.safeParse({
      id,
      kind,
      name,
      ...place,
      expectedIntervalS: EXPECTED_INTERVAL_S,
    });
    if (parsed.success) devices.push(parsed.data);
    else throw new SourceError("file", `${stations}: ${id}: ${describeIssue(parsed.error.issues)}.`);
  }
  return devices;
}

function describeIssue(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  return `${issue?.path.join(".")}: ${issue?.message}`;
}
