import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
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

/** Builds the console for production. Throws StartError with the build's last words. */
export async function buildConsole() {
  const hash = hashSources();
  await runNpmScript("build");
  noteFinished(STEP, hash);
}

async function runNpmScript(name) {
  const { code, output } = await runCommand(
    "npm",
    ["run", "--silent", "--if-present", name, "-w", "apps/web"],
    {
      cwd: ROOT,
      env: childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CI: "1" }),
    },
  );
  if (code === 0) return;
  const words = output.trimEnd().split("\n").slice(-30).join("\n");
  throw new StartError(`The console's \`${name}\` step failed under ${nodeBinary()}:\n${words}`);
}
