import type { CityNetwork } from "@arterial/domain/city/network";
import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { expect, it } from "vitest";
import { startCityWatch } from "./city-watch.ts";

it("tells of another city whoever still follows it", async () => {
  const clock = createManualClock();
  const imports: { at: number | null } = { at: null };
  const network = { segments: [] } as unknown as CityNetwork;
  const { value: city, stop } = await startCityWatch({
    loadNetwork: async () => network,
    loadImportedAt: async () => imports.at,
    clock,
    logger: createLogger({ name: "test", level: "silent" }),
  });
  const told: string[] = [];
  const tell = () => void told.push("one");
  const endFirst = city.onChange(tell);
  const endSecond = city.onChange(tell);
  city.onChange((now) => void told.push(now === network ? "another" : "none"));

  imports.at = 1;
  await clock.advance(10_000);
  expect(told).toEqual(["one", "one", "another"]);
  expect(city.current()).toBe(network);

  endFirst();
  endFirst();
  imports.at = 2;
  await clock.advance(10_000);
  expect(told.slice(3)).toEqual(["one", "another"]);

  endSecond();
  imports.at = null;
  await clock.advance(10_000);
  expect(told.slice(5)).toEqual(["none"]);
  await stop();
});
