import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { StartError } from "../boot/start-error.mjs";

const SECRET_NAMES = [
  "superuserPassword",
  "pipelinePassword",
  "webPassword",
  "internalMqttPassword",
  "simulatorMqttPassword",
  "authSecret",
] as const;

/** The secrets of one data folder. They never leave the machine and are in no log. */
export type Secrets = Readonly<Record<(typeof SECRET_NAMES)[number], string>>;

const secretsSchema = z.record(z.string(), z.string().min(20));

/**
 * Reads the secrets of a data folder; missing ones are made (192 random bits) and kept, readable by the owner only.
 * Throws StartError when the file is damaged.
 */
export function readSecrets(dataDir: string): Secrets {
  const path = join(dataDir, "secrets.json");
  const known = existsSync(path) ? readKnown(path) : {};
  const entries = SECRET_NAMES.map((name) => [name, known[name] ?? randomBytes(24).toString("base64url")]);
  const secrets = Object.fromEntries(entries) as Secrets;
  if (SECRET_NAMES.some((name) => known[name] === undefined)) {
    // A start that is killed here must not leave half a file.
    writeFileSync(`${path}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return secrets;
}

function readKnown(path: string): Record<string, string> {
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch (error) {
    throw new StartError(
      `The secrets in ${path} cannot be read. Put the file back from a backup: the database only opens with them. ` +
        "Or start anew with another DATA_DIR.",
      { cause: error },
    );
  }
}
