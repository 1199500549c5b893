"use client";

import type { AppRouter } from "@arterial/api/root";
import type { inferRouterOutputs } from "@trpc/server";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { LANGUAGE_TRAITS, pageLanguage } from "../../i18n/languages.ts";
import { keepAtSessionEnd } from "../../queries/session-end.ts";
import { useBrowserChoice } from "../../ui/browser-choice.ts";
import { chosenTimeZone, clockChoice } from "../../ui/clock-choice.ts";
import { createTimeFormat, type TimeFormat } from "../../ui/format-time.ts";

/** The imported city as the server tells it. */
export type City = NonNullable<inferRouterOutputs<AppRouter>["city"]["get"]>;

interface CityValue {
  city: City;
  /** Writes times by the clocks that the reader has chosen: the city's unless said otherwise. */
  timeFormat: TimeFormat;
}

const CityContext = createContext<CityValue | null>(null);

/** Gives everything below the city and its clock. */
export function CityProvider({ city, children }: { city: City; children: ReactNode }) {
  const clock = useBrowserChoice(clockChoice);
  const value = useMemo(() => {
    const { timeLocale } = LANGUAGE_TRAITS[pageLanguage()];
    return { city, timeFormat: createTimeFormat(chosenTimeZone(clock, city.timeZone), timeLocale) };
  }, [city, clock]);
  // An unattended wall is still to show when the city was last heard of.
  useEffect(() => keepAtSessionEnd(), []);
  return <CityContext value={value}>{children}</CityContext>;
}

/** The city that is shown; throws outside of `CityProvider`. */
export function useCity(): CityValue {
  const value = useContext(CityContext);
  if (!value) throw new Error("useCity is used outside of CityProvider");
  return value;
}
