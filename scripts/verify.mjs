// `npm run verify`: format, lint, types, boundaries, document references and unit tests. Needs no services.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./boot/paths.mjs";
import { runChecks } from "./testing/run-checks.mjs";

if (!existsSync(join(ROOT, "node_modules", "vitest"))) {
  console.error(
    "The dependencies are not installed yet. Run `npm install` (or `npm start`, which installs them) first.",
  );
  process.exit(1);
}
const { failed } = await runChecks();
process.exit(failed > 0 ? 1 : 0);
