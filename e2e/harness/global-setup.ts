import type { TestProject } from "vitest/node";
import { buildConsole, isConsoleBuilt } from "../../scripts/boot/build.mjs";
import { keepCarParkFull } from "./full-car-park.ts";
import { clearPlace, preparePlace, startProduct } from "./product.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The product with the demo city that all journeys look at. */
    city: { origin: string; dataDir: string; signInPath: string };
  }
}

/**
 * Global setup of the browser journeys: one real start with the demo city, in a data folder of its own, and a car park that
 * is full.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!isConsoleBuilt()) await buildConsole();
  const place = await preparePlace();
  const product = await startProduct(place);
  const endFullCarPark = await keepCarParkFull(place.dataDir);
  project.provide("city", {
    origin: product.origin,
    dataDir: place.dataDir,
    signInPath: product.signInPath ?? "",
  });
  return async () => {
    await endFullCarPark();
    await product.stop();
    clearPlace(place);
  };
}
