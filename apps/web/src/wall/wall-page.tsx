"use client";

import "./wall.css";
import type { FirstAnswers } from "@arterial/api/live/first-answers";
import { useMemo } from "react";
import { liveSession } from "../live/live-session.ts";
import { CityPage } from "../shell/city-page.tsx";
import { Wall } from "./wall.tsx";
import { parseWallView } from "./wall-view.ts";

// The line is opened while the page comes to life.
if (typeof window !== "undefined") liveSession();

/** The city for a wall: no controls, nothing hidden, nothing that scrolls. */
export function WallPage({ first, search }: { first: FirstAnswers | null; search: string }) {
  const view = useMemo(() => parseWallView(search), [search]);
  return (
    <CityPage first={first}>
      <Wall view={view} mapCity={first?.map ?? null} />
    </CityPage>
  );
}
