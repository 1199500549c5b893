import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { settleEarlierCommand } from "./command-note.mjs";
import { childEnvironment, nodeBinary, ROOT } from "./paths.mjs";
import { runCommand } from "./run-command.mjs";
import { hashInputs, isFresh, noteFinished } from "./stamp.mjs";
import { StartError } from "./start-error.mjs";

const STEP = "console";

function hashSources() {
  const packages = readdirSync(join(ROOT, "packages")).sort();
  return hashInputs([
    ...packages.flatMap((name) => [`packages/${name}/package.json`, `packages/${name}/src`]),
    ...[
      "src",
      "public",
      "scripts",
      "package.json",
      "compress-files.mjs",
      "tsconfig.json",
      "next.config.ts",
      "postcss.config.mjs",
    ].map((name) => `apps/web/${name}`),
    "prisma/schema.prisma",
    "package-lock.json",
  ]);
}

/** Whether the built console is that of the sources. */
export function isConsoleBuilt() {
  return existsSync(join(ROOT, "apps/web/.next/BUILD_ID")) && isFresh(STEP, hashSources());
}

/** Copies the map's worker and the like to public/. Cheap, done at every start. Throws StartError. */
export async function prepareAssets() {
  await runNpmScript("assets");
}

/**
 * Builds the console for production, unless another start of this checkout has just done so. Throws StartError with the
 * build's last words.
 * @param {(detail: string) => void} [note]
 */
export async function buildConsole(note = () => {}) {
  if ((await settleEarlierCommand(note)) && isConsoleBuilt()) return;
  const hash = hashSources();
  await runNpmScript("build", { isNoted: true });
  noteFinished(STEP, hash);
}

async function runNpmScript(name, options = {}) {
  const { code, output } = await runCommand(
    "npm",
    ["run", "--silent", "--if-present", name, "-w", "apps/web"],
    {
      ...options,
      cwd: ROOT,
      env: childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CI: "1" }),
    },
  );
  if (code === 0) return;
  const words = output.trimEnd().split("\n").slice(-30).join("\n");
  throw new StartError(`The console's \`${name}\` step failed under ${nodeBinary()}:\n${words}`);
}
