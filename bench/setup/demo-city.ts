import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  clearPlace,
  type Product,
  preparePlace,
  startProduct,
  waitUntil,
} from "../../e2e/harness/product.ts";

/** Measures what `npm start` runs in a folder of its own, once the demo city has its history, and stops it. */
export async function withDemoCity<T>(measure: (product: Product) => Promise<T>): Promise<T> {
  const place = await preparePlace();
  const product = await startProduct(place);
  try {
    const log = join(place.dataDir, "logs", "pipeline.log");
    await waitUntil(() => readFileSync(log, "utf8").includes('"history loaded"'));
    return await measure(product);
  } finally {
    await product.stop();
    clearPlace(place);
  }
}
