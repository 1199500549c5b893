import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { peerFolder, runTool } from "./peer-folder.ts";

const VERSION = "13.5.0";

/** What is used of a report. */
export interface LighthouseResult {
  lhr: {
    audits: Record<string, { numericValue?: number; score: number | null } | undefined>;
    categories: Record<
      string,
      { score: number | null; auditRefs: { id: string; weight: number }[] } | undefined
    >;
    runtimeError?: { code: string; message: string };
  };
}

/** Judges an address in the browser that listens at `port`. */
export type Lighthouse = (
  url: string,
  flags: object,
  config: object,
) => Promise<LighthouseResult | undefined>;

/** Lighthouse, which is a tool and no part of the product. */
export async function loadLighthouse(): Promise<Lighthouse> {
  const folder = await peerFolder(`lighthouse-${VERSION}`, async (place) => {
    writeFileSync(join(place, "package.json"), JSON.stringify({ private: true }));
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", `lighthouse@${VERSION}`];
    await runTool("npm", args, { cwd: place });
  });
  const entry = join(folder, "node_modules", "lighthouse", "core", "index.js");
  const loaded: { default: Lighthouse } = await import(pathToFileURL(entry).href);
  return loaded.default;
}
