import type { Messages } from "../../i18n/messages.ts";
import type { RouteDraft } from "./use-route-drafting.ts";

/** Why there is no way, in words; empty when there is none to tell. */
export function problemText(problem: RouteDraft["problem"], words: Messages["routes"]["tool"]): string {
  if (!problem) return "";
  if (problem.status === "no_road") return words.noRoad(String(problem.reachM));
  if (problem.status === "too_long") return words.tooLong(String(problem.limitKm));
  if (problem.status === "too_many") return words.tooMany(String(problem.limit));
  return { no_way: words.noWay, same_place: words.samePlace, failed: words.failed }[problem.status];
}
