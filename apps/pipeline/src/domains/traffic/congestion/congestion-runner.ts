import type { Segment } from "@arterial/domain/city/network";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { PipelineContext } from "../../../pipeline-context.ts";
import { isSameRoad } from "../is-same-road.ts";
import type { Baselines } from "./anomaly-tracker.ts";
import type { CongestionStore } from "./congestion-store.ts";
import {
  CONGESTION_SIZES,
  type CongestionTrackers,
  createCongestionTrackers,
  type Findings,
} from "./congestion-trackers.ts";
import { createWindowCollector, setsOf, type WindowSet } from "./window-collector.ts";

export interface CongestionRunnerDeps extends Pick<PipelineContext, "clock" | "logger" | "city"> {
  baselines: Baselines;
}

/** Takes windows through the trackers of the present network, each once and in order, and stores what is found. */
export interface CongestionRunner extends Pick<CongestionTrackers, "queues" | "anomalies"> {
  /** Takes notice of one window. */
  collect(metric: SegmentMetric): void;
  /** Tells what was not told before a restart, and takes the windows that were stored since. */
  catchUp(): Promise<void>;
  /** Takes the windows that have settled by now. */
  settle(): Promise<void>;
  /** Ends all that is found in windows of a size. */
  end(sizeS: number): Promise<void>;
  /** Ends all when the network is another one now, and goes on with that. */
  followCity(): Promise<void>;
}

/** Windows that nobody was told of are looked for in the database for this long before the newest ones, ms. */
const CATCH_UP_MS = 15 * 60_000;

/** Creates a runner with what had not ended when it was stored. */
export async function createCongestionRunner(
  { clock, logger, city, baselines }: CongestionRunnerDeps,
  store: CongestionStore,
): Promise<CongestionRunner> {
  const stored = await store.read();
  let collector = createWindowCollector(stored.takenTo);
  const segmentsNow = (): readonly Segment[] => city.current()?.segments ?? [];
  let segments = segmentsNow();
  let ids = idsOf(segments);
  let trackers = createCongestionTrackers(segments, baselines, stored.takenTo);
  const lost = trackers.restore(stored);

  async function write(findings: Findings): Promise<void> {
    await store.write(findings, trackers);
  }

  async function writeEnds(findings: Findings): Promise<void> {
    const { events, bottlenecks, anomalies } = findings;
    if (events.length + bottlenecks.length + anomalies.length > 0) await write(findings);
  }

  /** The topic may have lost windows that were told while nobody listened; they are stored. */
  async function takeGap({ sizeS, startAt }: WindowSet): Promise<void> {
    const size = CONGESTION_SIZES.find((own) => own === sizeS);
    const takenTo = trackers.takenTo(sizeS);
    // Before its first windows a network has none.
    if (size === undefined || takenTo === Number.NEGATIVE_INFINITY || startAt - takenTo <= sizeS * 1_000)
      return;
    const windows = await store.windowsSince(size, Math.max(takenTo + 1, startAt - CATCH_UP_MS));
    for (const set of setsOf(windows)) if (set.startAt < startAt) await write(trackers.take(set));
  }

  async function takeAll(sets: readonly WindowSet[]): Promise<void> {
    for (const set of sets) {
      if (set.startAt <= trackers.takenTo(set.sizeS)) continue;
      await takeGap(set);
      await write(trackers.take(set));
    }
  }

  return {
    queues: () => trackers.queues(),
    anomalies: () => trackers.anomalies(),
    // What is still told of an earlier network would be where this one's event time stands.
    collect: (metric) => {
      if (ids.has(metric.segmentId)) collector.take(metric, clock.now());
    },
    settle: () => takeAll(collector.settled(clock.now())),
    end: (sizeS) => writeEnds(trackers.end(sizeS)),
    async catchUp() {
      for (const findings of stored.untold) await store.tell(findings);
      for (const findings of lost) await writeEnds(findings);
      for (const sizeS of CONGESTION_SIZES) {
        const sinceMs = stored.isKnown(sizeS) ? 0 : clock.now() - CATCH_UP_MS;
        const missed = await store.windowsSince(sizeS, Math.max(sinceMs, trackers.takenTo(sizeS) + 1));
        for (const metric of missed) collector.take(metric, Number.NEGATIVE_INFINITY);
      }
      const sets = collector.settled(clock.now());
      await takeAll(sets);
      logger.info({ queues: stored.queues.length, windows: sets.length }, "congestion rebuilt");
    },
    async followCity() {
      if (isSameRoad(segments, segmentsNow())) return;
      await takeAll(collector.settled(Number.POSITIVE_INFINITY));
      for (const sizeS of CONGESTION_SIZES) await writeEnds(trackers.end(sizeS));
      segments = segmentsNow();
      ids = idsOf(segments);
      // Its windows may be of another day, such as a recording has.
      trackers = createCongestionTrackers(segments, baselines, new Map());
      collector = createWindowCollector();
    },
  };
}

function idsOf(segments: readonly Segment[]): ReadonlySet<string> {
  return new Set(segments.map(({ id }) => id));
}
