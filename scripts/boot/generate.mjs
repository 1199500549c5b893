import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { childEnvironment, nodeBinary, ROOT } from "./paths.mjs";
import { runCommand } from "./run-command.mjs";
import { hashInputs, isFresh, noteFinished } from "./stamp.mjs";

const STEP = "prisma-client";

/**
 * Generates the Prisma client when the schema or Prisma itself changed.
 * @returns {Promise<boolean>} whether it had to be generated; throws with Prisma's words when that fails
 */
export async function generatePrismaClient() {
  const hash = hashInputs(["prisma/schema.prisma", "packages/db/package.json", "packages/db/generate.mjs"]);
  if (isFresh(STEP, hash) && existsSync(join(ROOT, "packages/db/src/generated"))) return false;
  const { code, output } = await runCommand(nodeBinary(), ["packages/db/generate.mjs"], {
    cwd: ROOT,
    env: childEnvironment(),
  });
  if (code !== 0) throw new Error(`The Prisma client could not be generated:\n${output}`);
  noteFinished(STEP, hash);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generatePrismaClient();
