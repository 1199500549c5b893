import type { Segment } from "@arterial/domain/city/network";
import { isDeciding } from "@arterial/domain/quality/quality-shares";
import { quantile } from "@arterial/domain/statistics/quantile";
import {
  BOTTLENECK_POINT_MS,
  type Bottleneck,
  type BottleneckRule,
  FREEWAY_BOTTLENECK,
  isBottleneckPoint,
  type PlaceSpeed,
  URBAN_BOTTLENECK,
} from "@arterial/domain/traffic/bottleneck";
import type { SegmentMetric } from "@arterial/domain/traffic/segment-metric";
import type { QueueGraph } from "./queue-graph.ts";
import type { SiteMemory, SitePoint } from "./tracker-memory.ts";

/** Fewer vehicles than this in five minutes do not make a speed. */
const MIN_VEHICLES = 3;

/** Looks for bottlenecks in five-minute points, in event time. */
export interface BottleneckTracker {
  /** Takes all five-minute windows of one point; gives out what began, goes on or ended. */
  take(startAt: number, metrics: ReadonlyMap<string, SegmentMetric>): Bottleneck[];
  /** Ends all with their last points. */
  end(): Bottleneck[];
  /** What a restart needs besides the bottlenecks that have not ended. */
  memory(): SiteMemory[];
  /** Takes over bottlenecks that had not ended before a restart; gives out those that end, as the network has them no more. */
  restore(bottlenecks: readonly Bottleneck[], memory?: readonly SiteMemory[]): Bottleneck[];
}

/** One place that was slow with recovery behind it lately. */
interface Site extends Omit<SiteMemory, "segmentId"> {
  segment: Segment;
  active: Bottleneck | null;
}

interface Point {
  downstreamId: string;
  extentM: number;
  delayVehH: number;
}

/** Rule for a road: the paper's on motorways, the scaled one on streets. */
export function ruleOf(segment: Pick<Segment, "roadClass">): BottleneckRule {
  return segment.roadClass === "motorway" ? FREEWAY_BOTTLENECK : URBAN_BOTTLENECK;
}

/** Creates a tracker for a network. */
export function createBottleneckTracker(graph: QueueGraph): BottleneckTracker {
  const sites = new Map<string, Site>();
  return {
    take(startAt, metrics) {
      const points = findPoints(graph, metrics);
      for (const [id, { downstreamId }] of points) {
        const segment = graph.segment(id);
        if (segment && !sites.has(id)) sites.set(id, emptySite(segment, downstreamId));
      }
      const changed: Bottleneck[] = [];
      for (const [id, site] of sites) {
        const bottleneck = sampleSite(site, startAt, points.get(id));
        if (bottleneck) changed.push(bottleneck);
        if (site.points.length === 0) sites.delete(id);
      }
      return changed;
    },
    end() {
      const ended = [...sites.values()].flatMap((site) => endActive(site) ?? []);
      sites.clear();
      return ended;
    },
    memory: () =>
      [...sites.values()].map(({ segment, active: _active, ...rest }) => ({
        segmentId: segment.id,
        ...rest,
      })),
    restore(bottlenecks, memory = []) {
      for (const { segmentId, ...rest } of memory) {
        const segment = graph.segment(segmentId);
        if (segment) sites.set(segmentId, { segment, active: null, ...rest });
      }
      return bottlenecks.flatMap((bottleneck) => {
        const segment = graph.segment(bottleneck.upstreamSegmentId);
        if (!segment) return [{ ...bottleneck, endedAt: bottleneck.lastAt }];
        const site = sites.get(segment.id) ?? siteOf(segment, bottleneck);
        sites.set(segment.id, Object.assign(site, { active: bottleneck }));
        return [];
      });
    },
  };
}

function emptySite(segment: Segment, downstreamId: string): Site {
  return { segment, points: [], extentsM: [], ownFrom: 0, downstreamId, active: null };
}

/** Where it is not stored which of the newest points fitted: as many as it takes, the newest ones. */
function siteOf(segment: Segment, { lastAt, extentM, downstreamSegmentId }: Bottleneck): Site {
  const { points } = ruleOf(segment);
  return {
    ...emptySite(segment, downstreamSegmentId),
    points: Array.from({ length: points }, (_, index) => ({
      startAt: lastAt - (points - index) * BOTTLENECK_POINT_MS,
      extentM,
      delayVehH: 0,
    })),
    extentsM: [extentM],
  };
}

/** Takes one point of a site; gives out its bottleneck when it is active, or has just ended. */
function sampleSite(site: Site, startAt: number, point: Point | undefined): Bottleneck | null {
  const rule = ruleOf(site.segment);
  const fitting: SitePoint[] = point ? [{ startAt, extentM: point.extentM, delayVehH: point.delayVehH }] : [];
  site.points = [...site.points, ...fitting].filter(
    (known) => startAt - known.startAt < rule.of * BOTTLENECK_POINT_MS,
  );
  if (point) site.downstreamId = point.downstreamId;
  if (site.points.length < rule.points) return endActive(site);
  const own = site.active ? fitting : site.points.filter((known) => known.startAt >= site.ownFrom);
  site.extentsM.push(...own.map(({ extentM }) => extentM));
  site.active = bottleneckOf(site, own);
  return site.active;
}

function endActive(site: Site): Bottleneck | null {
  if (!site.active) return null;
  const ended = { ...site.active, endedAt: site.active.lastAt };
  Object.assign(site, { active: null, extentsM: [], ownFrom: ended.lastAt });
  return ended;
}

/** The bottleneck of a site with some points more. */
function bottleneckOf(
  { segment, downstreamId, extentsM, active }: Site,
  points: readonly SitePoint[],
): Bottleneck {
  const startedAt = active?.startedAt ?? points[0]?.startAt ?? 0;
  const newest = points.at(-1);
  const lastAt = newest ? newest.startAt + BOTTLENECK_POINT_MS : (active?.lastAt ?? startedAt);
  return {
    id: `${segment.id}-${startedAt / 60_000}`,
    rule: ruleOf(segment).name,
    place: segment.name || segment.ref || segment.id,
    upstreamSegmentId: segment.id,
    downstreamSegmentId: downstreamId,
    startedAt,
    lastAt,
    endedAt: null,
    durationS: (lastAt - startedAt) / 1000,
    extentM: quantile(extentsM, 0.5) ?? 0,
    delayVehH: points.reduce((sum, { delayVehH }) => sum + delayVehH, active?.delayVehH ?? 0),
  };
}

/** Places with a bottleneck in this point: the most downstream slow segment before each recovery. */
function findPoints(graph: QueueGraph, metrics: ReadonlyMap<string, SegmentMetric>): Map<string, Point> {
  const points = new Map<string, Point>();
  for (const metric of metrics.values()) {
    const segment = graph.segment(metric.segmentId);
    const upstream = segment && speedOf(metric);
    if (!upstream) continue;
    const recovery = findRecovery(graph, metrics, { segment, upstream });
    if (!recovery) continue;
    const queue = slowStretch(graph, metrics, segment);
    points.set(segment.id, { downstreamId: recovery, ...queue });
  }
  return points;
}

/**
 * Goes downstream while traffic gets faster, to where it has recovered. A slow segment whose successor is slow as well
 * and recovers too is not the head of the queue: the successor is.
 */
function findRecovery(
  graph: QueueGraph,
  metrics: ReadonlyMap<string, SegmentMetric>,
  { segment, upstream }: { segment: Segment; upstream: PlaceSpeed },
): string | null {
  const rule = ruleOf(segment);
  const slowBelow = (freeFlowKmh: number) => rule.slow * (rule.unit === "kmh" ? 1 : freeFlowKmh);
  if (upstream.speedKmh >= slowBelow(upstream.freeFlowKmh)) return null;
  let distanceM = segment.lengthM / 2;
  let speedBefore = upstream.speedKmh;
  for (let next = graph.ahead(segment.id); next; next = graph.ahead(next.id)) {
    distanceM += next.lengthM / 2;
    const place = speedOf(metrics.get(next.id));
    if (distanceM >= rule.maxDistanceM || next.id === segment.id) return null;
    if (place) {
      if (place.speedKmh < speedBefore || place.speedKmh < slowBelow(place.freeFlowKmh)) return null;
      if (isBottleneckPoint(upstream, place, rule)) return next.id;
      speedBefore = place.speedKmh;
    }
    distanceM += next.lengthM / 2;
  }
  return null;
}

/** How far the slow stretch reaches upstream of the head, and what it costs against the rule's reference speed. */
function slowStretch(
  graph: QueueGraph,
  metrics: ReadonlyMap<string, SegmentMetric>,
  head: Segment,
): { extentM: number; delayVehH: number } {
  const rule = ruleOf(head);
  const reached = [{ segment: head, untilM: head.lengthM }];
  const seen = new Set([head.id]);
  let extentM = 0;
  let delayVehH = 0;
  for (const { segment, untilM } of reached) {
    const metric = metrics.get(segment.id);
    if (!metric) continue;
    const referenceKmh = rule.reference * (rule.unit === "kmh" ? 1 : metric.freeFlowKmh);
    extentM = Math.max(extentM, untilM);
    delayVehH += Math.max(0, metric.vehicleHours - metric.vehicleKm / referenceKmh);
    for (const before of graph.upstream(segment.id)) {
      const place = speedOf(metrics.get(before.id));
      const isNear = untilM + before.lengthM < rule.maxDistanceM;
      if (!place || !isNear || seen.has(before.id)) continue;
      if (place.speedKmh >= rule.slow * (rule.unit === "kmh" ? 1 : place.freeFlowKmh)) continue;
      seen.add(before.id);
      reached.push({ segment: before, untilM: untilM + before.lengthM });
    }
  }
  return { extentM, delayVehH };
}

function speedOf(metric: SegmentMetric | undefined): PlaceSpeed | null {
  if (!metric || metric.speedKmh === null || metric.vehicles < MIN_VEHICLES || !isDeciding(metric.quality))
    return null;
  return { speedKmh: metric.speedKmh, freeFlowKmh: metric.freeFlowKmh };
}
