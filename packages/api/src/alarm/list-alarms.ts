import {
  type EpisodeDetail,
  type EpisodeQuery,
  readEpisodeDetails,
} from "@arterial/db/timeseries/live-recording/episodes";
import { requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";

/** What was on the list of abnormal items, newest first: what is still there, what has left it, or both. */
export async function listAlarms(ctx: ServiceContext, query: EpisodeQuery): Promise<EpisodeDetail[]> {
  requirePermission(ctx.actor, "traffic.read");
  return readEpisodeDetails(ctx.pool, query);
}
