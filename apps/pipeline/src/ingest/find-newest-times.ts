import { readNewestTimes } from "@arterial/db/timeseries/read-newest-times";
import type { DeviceKind } from "@arterial/domain/device-kind";
import { OBSERVATION_TOPICS } from "@arterial/domain/log-topic";
import type { PipelineContext } from "../pipeline-context.ts";
import { type ObservationSinkDeps, observationPositions } from "../sinks/observation-sink.ts";

/**
 * Finds the time of the newest reading of each kind, epoch ms, among all that were acknowledged: stored, or still in the
 * log. A reading from the future counts as from when it was received.
 */
export async function findNewestTimes(
  deps: Omit<ObservationSinkDeps, "metrics"> & { devices: Pick<PipelineContext["devices"], "devices"> },
): Promise<Map<DeviceKind, number>> {
  const { pool, log, devices } = deps;
  const newest = new Map<DeviceKind, number>();
  const note = (kind: DeviceKind, atMs: number) =>
    newest.set(kind, Math.max(atMs, newest.get(kind) ?? Number.NEGATIVE_INFINITY));

  const positions = observationPositions(deps);
  if (positions) {
    await log.readUnread({
      topics: Object.values(OBSERVATION_TOPICS),
      positions,
      onRecords: (records) => {
        for (const { value } of records) note(value.kind, Math.min(value.reading.ts, value.receivedAt));
      },
    });
  }
  // What was stored since the positions were read is among the stored ones now.
  const feeds = devices.devices().filter(({ kind }) => kind === "vehicle");
  const stored = await readNewestTimes(pool, { vehicleFeedIds: feeds.map(({ id }) => id) });
  for (const [kind, atMs] of stored) note(kind, atMs);
  return newest;
}
