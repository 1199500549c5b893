// Starts every part of the product in order, watches them, and stops them in reverse. Started by scripts/start.mjs.
import { print } from "./boot/progress.mjs";
import { claimDataFolder, removeRunState, writeRunState } from "./boot/run-state.mjs";
import { readSettings } from "./boot/settings.mjs";
import { StartError } from "./boot/start-error.mjs";
import { startProduct } from "./supervisor/start-product.ts";
import { createStopList } from "./supervisor/stop-list.ts";

const settings = readSettings(process.env, process.argv.slice(2));
const stopping = new AbortController();
const stopList = createStopList();
const children = new Map<string, number>();

function noteProcess(name: string, pid: number | null): void {
  if (pid === null) children.delete(name);
  else children.set(name, pid);
  if (stopping.signal.aborted) return;
  const list = [...children].map(([child, id]) => ({ name: child, pid: id }));
  writeRunState(settings.dataDir, { supervisor: process.pid, port: settings.port, children: list });
}

async function stop(exitCode: number): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  print("\nArterial stops");
  const failures = await stopList.stopAll();
  for (const failure of failures) print(`  ! ${failure}`);
  removeRunState(settings.dataDir);
  print("  ✓ everything has stopped");
  process.exit(exitCode);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
process.on("disconnect", () => void stop(0));
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});

try {
  const { dataDir, port } = settings;
  await claimDataFolder(dataDir, { supervisor: process.pid, port, children: [] });
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  print(`\n${error.message}`);
  process.exit(1);
}
try {
  await startProduct(settings, { stopList, signal: stopping.signal, noteProcess });
} catch (error) {
  if (!stopping.signal.aborted) {
    print(
      error instanceof StartError
        ? `\n${error.message}`
        : `\n${error instanceof Error ? error.stack : String(error)}`,
    );
    await stop(1);
  }
}
