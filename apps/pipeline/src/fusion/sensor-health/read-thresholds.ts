import { readFile } from "node:fs/promises";
import { DEVICE_KINDS, type DeviceKind } from "@arterial/domain/device-kind";
import {
  DEFAULT_FAULT_THRESHOLDS,
  type FaultThresholds,
  faultThresholdsSchema,
} from "@arterial/domain/quality/fault-thresholds";
import { z } from "zod";

const overridesSchema = z.partialRecord(z.enum(DEVICE_KINDS), faultThresholdsSchema.partial().strict());

/**
 * Thresholds of all kinds: the defaults, with the checks of a JSON file in their place where it names them, such as
 * `{"traffic": {"noData": {"seconds": 300, "intervals": 5}, "stuck": null}}`.
 * @throws when the file cannot be read or does not fit.
 */
export async function readFaultThresholds(
  file: string | undefined,
): Promise<Readonly<Record<DeviceKind, FaultThresholds>>> {
  if (file === undefined) return DEFAULT_FAULT_THRESHOLDS;
  const overrides = overridesSchema.parse(JSON.parse(await readFile(file, "utf8")));
  return mergeThresholds(overrides);
}

function mergeThresholds(
  overrides: z.infer<typeof overridesSchema>,
): Readonly<Record<DeviceKind, FaultThresholds>> {
  const merged = { ...DEFAULT_FAULT_THRESHOLDS };
  for (const kind of DEVICE_KINDS) {
    merged[kind] = faultThresholdsSchema.parse({ ...merged[kind], ...overrides[kind] });
  }
  return merged;
}
