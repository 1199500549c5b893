import { getCity } from "@arterial/api/city/get-city";
import type { ServiceContext } from "@arterial/api/context";
import { ServiceError } from "@arterial/api/errors";
import type { FirstAnswers } from "@arterial/api/live/first-answers";
import { getMe } from "@arterial/api/session/get-me";
import type { Basemap } from "../tiles/basemap.ts";
import type { CityCache } from "../tiles/city-cache.ts";
import { cityAnswer } from "../tiles/tile-routes.ts";

/** What the page would ask first; null while there is no city, or for somebody who may not see it: the page asks then. */
export async function findFirstAnswers(
  context: ServiceContext,
  { cities, basemap }: { cities: CityCache; basemap: Basemap },
): Promise<FirstAnswers | null> {
  try {
    const [city, loaded] = await Promise.all([getCity(context), cities.current()]);
    return city && loaded ? { me: getMe(context), city, map: cityAnswer(loaded, basemap.place) } : null;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return null;
  }
}
