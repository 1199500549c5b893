// `npm test`: everything that proves the product: the checks of `npm run verify`, integration tests on a real
// PostgreSQL and the embedded parts, the short schedule of faults, the same on Kafka, Mosquitto and Redis when
// TEST_PARTS=all, and the browser journeys against a real start. Ends with "N passed, N failed".
import { spawn } from "node:child_process";
import { join } from "node:path";
import { checkNode } from "./boot/check-machine.mjs";
import { areDependenciesInstalled, installDependencies } from "./boot/install.mjs";
import { childEnvironment, nodeBinary, ROOT } from "./boot/paths.mjs";
import { print, step } from "./boot/progress.mjs";
import { stopRunningCommands } from "./boot/run-command.mjs";
import { countFaults, countTests } from "./testing/count-tests.mjs";

const FAULTS_SEED = "1";

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
let isStopping = false;

function stop() {
  isStopping = true;
  stopRunningCommands();
  if (running.size === 0) process.exit(130);
  for (const child of running) child.kill("SIGTERM");
}

/** Runs one project of vitest.config.ts. */
function runProject(project) {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  return runCounted([vitest, "run", "--project", project, "--passWithNoTests"], countTests);
}

/** Lets the parts fail one after another, on the short schedule. */
function runFaults() {
  const faults = join(ROOT, "faults/run.ts");
  return runCounted([faults, "--seed", FAULTS_SEED, "--short"], countFaults);
}

function sum(counts) {
  const total = (name) => counts.reduce((all, each) => all + each[name], 0);
  return { passed: total("passed"), failed: total("failed") };
}

/** Runs projects of vitest.config.ts one after another; none any more once it was told to stop. */
async function runProjects(projects) {
  const counts = [];
  for (const project of projects) if (!isStopping) counts.push(await runProject(project));
  return sum(counts);
}

/** Runs a script of Node, passing on what it prints. */
function runCounted(args, count) {
  return new Promise((resolve) => {
    const child = spawn(nodeBinary(), args, {
      cwd: ROOT,
      env: childEnvironment({ NO_COLOR: "1", FORCE_COLOR: undefined }),
      stdio: ["ignore", "pipe", "inherit"],
    });
    running.add(child);
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on("close", (code) => {
      running.delete(child);
      const counts = count(output);
      if (code !== 0 && counts.failed === 0) counts.failed = 1;
      resolve(counts);
    });
  });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
try {
  checkNode();
  const startedAt = Date.now();
  if (!areDependenciesInstalled()) {
    await step("installing the dependencies", installDependencies, { isLong: true });
  }
  const { runChecks } = await import("./testing/run-checks.mjs");
  const projects = process.env.TEST_PARTS === "all" ? ["it", "parts", "e2e"] : ["it", "e2e"];
  const checks = await runChecks();
  // The faults mostly wait, for processes to die and to come back: the tests run beside them.
  const [faults, tests] = await Promise.all([runFaults(), runProjects(projects)]);
  const total = sum([checks, faults, tests]);
  if (faults.notRun > 0) {
    print(
      `WARNING: ${faults.notRun} faults could not be run on this machine (NOT RUN, above): nothing is proved of them`,
    );
  }
  print(`all tests took ${Math.round((Date.now() - startedAt) / 1000)} s`);
  print(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 ? 1 : 0);
} catch (error) {
  console.error(error.name === "StartError" ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
