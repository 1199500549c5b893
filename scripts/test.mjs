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

function stop() {
  stopRunningCommands();
  if (running.size === 0) process.exit(130);
  for (const child of running) child.kill("SIGTERM");
}

/** Runs one project of vitest.config.ts. */
function runProject(project) {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  return runCounted([vitest, "run", "--project", project, "--passWithNoTests"], countTests);
}

/** Lets the parts fail one after another, on the short schedule. It mostly waits, so others can run beside it. */
function runFaults() {
  const faults = join(ROOT, "faults/run.ts");
  return runCounted([faults, "--seed", FAULTS_SEED, "--short"], countFaults);
}

/** The integration tests and the faults side by side. */
async function runServices() {
  const [tests, faults] = await Promise.all([runProject("it"), runFaults()]);
  return { passed: tests.passed + faults.passed, failed: tests.failed + faults.failed };
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
  const total = { passed: 0, failed: 0 };
  const projects = process.env.TEST_PARTS === "all" ? ["parts", "e2e"] : ["e2e"];
  for (const run of [runChecks, runServices, ...projects.map((project) => () => runProject(project))]) {
    const counts = await run();
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  print(`all tests took ${Math.round((Date.now() - startedAt) / 1000)} s`);
  print(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 ? 1 : 0);
} catch (error) {
  console.error(error.name === "StartError" ? error.message : error);
  console.log("0 passed, 1 failed");
  process.exit(1);
}
