import { join } from "node:path";

/** Server settings that load TimescaleDB from an own folder; no background workers, no telemetry. */
export function timescaleSettings(folder: string): Record<string, string> {
  return {
    shared_preload_libraries: "timescaledb",
    extension_control_path: `${join(folder, "share")}:$system`,
    dynamic_library_path: `${join(folder, "lib")}:$libdir`,
    "timescaledb.telemetry_level": "off",
    "timescaledb.max_background_workers": "0",
  };
}
