import type { CityNetwork } from "@arterial/domain/city/network";
import type { Clock } from "@arterial/runtime/clock";
import type { Started } from "@arterial/runtime/lifecycle";
import type { Logger } from "@arterial/runtime/logger";

const LOOK_EVERY_MS = 10_000;

/** The imported city as last read. */
export interface CityWatch {
  /** Null while nothing has been imported. */
  current(): CityNetwork | null;
  /** Calls back when another city was imported, until the returned function is called. */
  onChange(handler: (city: CityNetwork | null) => void): () => void;
}

/** Reads the city, and again whenever the time of its import changes. */
export async function startCityWatch(options: {
  loadNetwork: () => Promise<CityNetwork | null>;
  /** Time of the last import, epoch ms; null without a city. */
  loadImportedAt: () => Promise<number | null>;
  clock: Clock;
  logger: Logger;
}): Promise<Started<CityWatch>> {
  const { loadNetwork, loadImportedAt, clock, logger } = options;
  const listeners = new Set<{ tell: (city: CityNetwork | null) => void }>();
  let importedAt = await loadImportedAt();
  let city = importedAt === null ? null : await loadNetwork();

  async function look(): Promise<void> {
    const seenAt = await loadImportedAt();
    if (seenAt === importedAt) return;
    city = seenAt === null ? null : await loadNetwork();
    importedAt = seenAt;
    logger.info({ segments: city?.segments.length ?? 0 }, "city changed");
    for (const { tell } of listeners) tell(city);
  }

  function onChange(tell: (city: CityNetwork | null) => void): () => void {
    const listener = { tell };
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  const stop = clock.every(LOOK_EVERY_MS, () =>
    look().catch((error: unknown) => logger.warn({ err: error }, "city not read")),
  );
  return { value: { current: () => city, onChange }, stop };
}
