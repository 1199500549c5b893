import type { ServerResponse } from "node:http";
import type { Beat } from "@arterial/api/live/contract";
import type { Services } from "@arterial/api/services";
import { createHealth, type HealthReport } from "@arterial/runtime/health";
import { answerJson } from "./answer.ts";

/** A pipeline silent for longer than this counts as degraded. */
const PIPELINE_SILENT_MS = 10_000;

/** What the health of this server depends on. */
export interface HealthDeps {
  services: Services;
  isLiveStoreConnected: () => boolean;
  beat: () => Beat;
  clients: () => number;
}

type ServerStatus = "ok" | "starting" | "degraded" | "down";

function statusOf(report: HealthReport, hasPulse: boolean): ServerStatus {
  if (report.status === "down") return "down";
  return hasPulse || report.status === "ok" ? report.status : "starting";
}

/** Answers `/api/health`: 200 when the console can be used, 503 while it starts or when the database is gone. */
export function createHealthRoute(deps: HealthDeps): (response: ServerResponse) => Promise<void> {
  const health = createHealth();
  health.register("database", async () => {
    await deps.services.pool.query("select 1");
    return { status: "ok" };
  });
  health.register("liveStore", () =>
    deps.isLiveStoreConnected() ? { status: "ok" } : { status: "degraded", detail: "not connected" },
  );
  health.register("pipeline", () => {
    const { pipeline, pipelineAgeMs } = deps.beat();
    if (pipelineAgeMs === null) return { status: "degraded", detail: "not heard yet" };
    if (pipelineAgeMs > PIPELINE_SILENT_MS) {
      return { status: "degraded", detail: `silent for ${Math.round(pipelineAgeMs / 1000)} s` };
    }
    const unwell = pipeline?.unwell ?? [];
    if (unwell.length === 0) return { status: "ok" };
    return { status: "degraded", detail: unwell.map(({ part, detail }) => `${part}: ${detail}`).join("; ") };
  });
  return async (response) => {
    const report = await health.report();
    const status = statusOf(report, deps.beat().pipelineAgeMs !== null);
    const isUsable = status === "ok" || status === "degraded";
    answerJson(response, isUsable ? 200 : 503, { status, parts: report.parts, liveClients: deps.clients() });
  };
}
