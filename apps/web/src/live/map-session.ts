import { createCityStores } from "./city-stores.ts";
import type { LiveSession } from "./live-session.ts";

/** What a map needs of the session: what it shows, and where it says what is in its view. */
export type MapSession = Pick<
  LiveSession,
  | "clusters"
  | "fleet"
  | "segments"
  | "devices"
  | "abnormal"
  | "typical"
  | "clock"
  | "detailZooms"
  | "join"
  | "setView"
  | "setCourses"
>;

function ignore(): void {}

/**
 * Session of a map beside the page's own one: it shows only what it is given as typical, watches nothing live and asks
 * for nothing. What is selected is the page's.
 */
export function createTypicalSession(page: MapSession, typical: MapSession["typical"]): MapSession {
  return {
    ...createCityStores(),
    typical,
    abnormal: page.abnormal,
    clock: page.clock,
    detailZooms: page.detailZooms,
    join: () => ignore,
    setView: ignore,
    setCourses: ignore,
  };
}
