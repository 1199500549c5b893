"use client";

import type { AppRouter } from "@arterial/api/root";
import type { inferRouterOutputs } from "@trpc/server";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { LANGUAGE_TRAITS, pageLanguage } from "../../i18n/languages.ts";
import { createTimeFormat, type TimeFormat } from "../../ui/format-time.ts";

/** The imported city as the server tells it. */
export type City = NonNullable<inferRouterOutputs<AppRouter>["city"]["get"]>;

interface CityValue {
  city: City;
  timeFormat: TimeFormat;
}

const CityContext = createContext<CityValue | null>(null);

/** Gives everything below the city and its clock. */
export function CityProvider({ city, children }: { city: City; children: ReactNode }) {
  const value = useMemo(() => {
    const { timeLocale } = LANGUAGE_TRAITS[pageLanguage()];
    return { city, timeFormat: createTimeFormat(city.timeZone, timeLocale) };
  }, [city]);
  return <CityContext value={value}>{children}</CityContext>;
}

/** The city that is shown; throws outside of `CityProvider`. */
export function useCity(): CityValue {
  const value = useContext(CityContext);
  if (!value) throw new Error("useCity is used outside of CityProvider");
  return value;
}
