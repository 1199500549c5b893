"use client";

import type { FirstAnswers } from "@arterial/api/live/first-answers";
import { liveSession } from "../live/live-session.ts";
import { CityPage } from "./city-page.tsx";
import { Console } from "./console.tsx";

// The line is opened while the page comes to life.
if (typeof window !== "undefined") liveSession();

/** The live page once the city is known. `search` is that of its address. */
export function LivePage({ first, search }: { first: FirstAnswers | null; search: string }) {
  return (
    <CityPage first={first}>
      <Console search={search} mapCity={first?.map ?? null} />
    </CityPage>
  );
}
