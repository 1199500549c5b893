import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { peerFolder, runTool } from "./peer-folder.ts";

const VERSION = "9.4.0";

/** The one file that a page needs of deck.gl. */
export async function deckGlScript(): Promise<string> {
  const folder = await peerFolder(`deck-gl-${VERSION}`, async (place) => {
    writeFileSync(join(place, "package.json"), JSON.stringify({ private: true }));
    await runTool("npm", ["install", "--no-audit", "--no-fund", `deck.gl@${VERSION}`], { cwd: place });
  });
  return join(folder, "node_modules", "deck.gl", "dist.min.js");
}
