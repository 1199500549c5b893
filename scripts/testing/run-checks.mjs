import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatePrismaClient } from "../boot/generate.mjs";
import { childEnvironment, nodeBinary, ROOT } from "../boot/paths.mjs";
import { runCommand } from "../boot/run-command.mjs";
import { countTests } from "./count-tests.mjs";

const MAX_OUTPUT_LINES = 60;
const BIN = join(ROOT, "node_modules", ".bin");

function listTypeScriptProjects() {
  const workspaces = ["packages", "apps"].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  );
  return [...workspaces, "scripts"].filter((folder) => existsSync(join(ROOT, folder, "tsconfig.json")));
}

/** A workspace's own typecheck script (the console needs Next's route types first), else plain `tsc`. */
function typeCheckCommand(folder) {
  const path = join(ROOT, folder, "package.json");
  const scripts = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")).scripts ?? {}) : {};
  if (scripts.typecheck) return { command: "npm", args: ["run", "--silent", "typecheck", "-w", folder] };
  return { command: join(BIN, "tsc"), args: ["-p", folder, "--pretty", "false"] };
}

function listChecks() {
  const node = nodeBinary();
  return [
    // The longest: everything else runs beside it.
    {
      name: "unit tests",
      command: node,
      args: [join(ROOT, "node_modules", "vitest", "vitest.mjs"), "run", "--project", "unit"],
      isTestRun: true,
    },
    { name: "format and lint", command: join(BIN, "biome"), args: ["check", "--error-on-warnings", "."] },
    { name: "lock file", command: node, args: ["scripts/complete-lock.mjs", "--check"] },
    { name: "boundaries", command: node, args: ["scripts/check-boundaries.ts"] },
    { name: "documents", command: node, args: ["scripts/check-docs.ts"] },
    { name: "schemas of topics", command: node, args: ["scripts/check-schemas.ts"] },
    { name: "contracts (AsyncAPI)", command: node, args: ["scripts/check-asyncapi.ts"] },
    ...listTypeScriptProjects().map((folder) => ({
      name: `types of ${folder}`,
      ...typeCheckCommand(folder),
    })),
  ];
}

async function runCheck(check) {
  const startedAt = Date.now();
  const { code, output } = await runCommand(check.command, check.args, {
    cwd: ROOT,
    env: childEnvironment({ NO_COLOR: "1", FORCE_COLOR: undefined }),
  });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const counts = check.isTestRun
    ? countTests(output)
    : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  const detail = check.isTestRun ? `, ${counts.passed} tests` : "";
  console.log(`${code === 0 ? "ok    " : "FAILED"} ${check.name} (${seconds} s${detail})`);
  if (code !== 0) printOutput(output);
  return counts;
}

function printOutput(output) {
  const lines = output.trimEnd().split("\n");
  for (const line of lines.slice(0, MAX_OUTPUT_LINES)) console.log(`       ${line}`);
  if (lines.length > MAX_OUTPUT_LINES) console.log(`       … ${lines.length - MAX_OUTPUT_LINES} more lines`);
}

/**
 * Runs every check that needs no service, two at a time, one line each.
 * Each check counts as one, the unit tests as many as there are.
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks() {
  const startedAt = Date.now();
  await generatePrismaClient();
  const waiting = listChecks();
  const total = { passed: 0, failed: 0 };
  async function work() {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const counts = await runCheck(check);
      total.passed += counts.passed;
      total.failed += counts.failed;
    }
  }
  await Promise.all([work(), work()]);
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`verify: ${total.passed} passed, ${total.failed} failed in ${seconds} s`);
  return total;
}
