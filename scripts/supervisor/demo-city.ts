import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DEMO_CITY_FOLDER } from "./child-environment.ts";
import { withClient } from "./database.ts";
import { runCli } from "./run-cli.ts";

/** Whether the demo city is (now) the city of this installation, and what to say about it. */
export interface DemoCity {
  readonly isLoaded: boolean;
  readonly description: string;
}

/**
 * Loads the demo city into a database that has none, and again when its committed data changed. A city that someone
 * imported is never touched.
 */
export async function loadDemoCity(
  dataDir: string,
  ownerUrl: string,
  cliEnvironment: Record<string, string | undefined>,
): Promise<DemoCity> {
  const noteFile = join(dataDir, "demo-city.digest");
  const digest = digestOfDemoCity();
  const known = existsSync(noteFile) ? readFileSync(noteFile, "utf8") : null;
  const present = await readCityName(ownerUrl);
  const demoName = readDemoName();
  if (present !== null && (present !== demoName || known === null)) {
    return { isLoaded: present === demoName, description: `${present} is kept` };
  }
  if (present !== null && known === digest) return { isLoaded: true, description: `${demoName}, simulated` };
  await runCli(["city", "load", DEMO_CITY_FOLDER], cliEnvironment);
  writeFileSync(noteFile, digest);
  return { isLoaded: true, description: `${demoName} loaded, simulated` };
}

async function readCityName(ownerUrl: string): Promise<string | null> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>("select name from city where id = 1");
    return rows[0]?.name ?? null;
  });
}

function readDemoName(): string {
  const city: unknown = JSON.parse(readFileSync(join(DEMO_CITY_FOLDER, "city.json"), "utf8"));
  return String((city as { name?: unknown }).name);
}

function digestOfDemoCity(): string {
  const hash = createHash("sha256");
  for (const name of globSync("*.{json,geojson}", { cwd: DEMO_CITY_FOLDER }).sort()) {
    hash.update(name).update(readFileSync(join(DEMO_CITY_FOLDER, name)));
  }
  return hash.digest("hex");
}
