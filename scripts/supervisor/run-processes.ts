import { join } from "node:path";
import { PIPELINE_COMMAND } from "../../apps/pipeline/src/pipeline-command.ts";
import { ROOT } from "../boot/paths.mjs";
import { print, step } from "../boot/progress.mjs";
import type { StartSettings } from "../boot/settings.mjs";
import type { ChildEnvironments } from "./child-environment.ts";
import { startChild } from "./managed-child.ts";
import type { StartContext } from "./start-context.ts";

interface ProductProcess {
  readonly name: "pipeline" | "web" | "simulator";
  readonly title: string;
  readonly command: readonly string[];
  readonly stopWithinMs: number;
}

/** Starts the product's processes one after another; each is stopped in reverse, within ten seconds in all. */
export async function runProcesses(
  settings: StartSettings,
  environments: ChildEnvironments,
  context: StartContext,
  withDemo: boolean,
): Promise<void> {
  for (const part of listProcesses(settings, withDemo)) {
    if (context.signal.aborted) return;
    await step(part.title, (note) => startProcess(part, settings, environments, context, note));
  }
}

function listProcesses(settings: StartSettings, withDemo: boolean): ProductProcess[] {
  const processes: ProductProcess[] = [
    {
      name: "pipeline",
      title: "starting the pipeline",
      command: PIPELINE_COMMAND,
      stopWithinMs: 4_500,
    },
    {
      name: "web",
      title: "starting the console",
      command: [join(ROOT, "apps/web/server/main.ts"), ...(settings.isDev ? ["--dev"] : [])],
      stopWithinMs: 2_000,
    },
  ];
  if (withDemo) {
    const command = [join(ROOT, "apps/simulator/src/main.ts"), "demo"];
    processes.push({ name: "simulator", title: "starting the demo city", command, stopWithinMs: 1_000 });
  }
  return processes;
}

async function startProcess(
  { name, command, stopWithinMs }: ProductProcess,
  settings: StartSettings,
  environments: ChildEnvironments,
  context: StartContext,
  note: (text: string) => void,
): Promise<void> {
  let onProgress = note;
  const child = startChild(
    {
      name,
      command,
      cwd: ROOT,
      env: environments[name],
      logFile: join(settings.dataDir, "logs", `${name}.log`),
      stopWithinMs,
    },
    {
      onProgress: (text) => onProgress(text),
      onTrouble: (text) => print(`  ! ${text}`),
      onProcess: context.noteProcess,
    },
  );
  context.stopList.add(name, child.stop);
  await child.ready;
  onProgress = (text) => print(`  · ${name}: ${text}`);
}
