import type { CityNetwork, Segment } from "@arterial/domain/city/network";
import type { Device } from "@arterial/domain/device-kind";
import { AIR_SITES, CAMERA_VIEWS, CAR_PARKS, FLEET_SITE, WEATHER_SITES } from "./device-sites.ts";
import { bearingDeg, distance, lineLength, offsetLine, type Point, pointAt } from "./geometry.ts";
import { DISTRICTS } from "./places.ts";
import { lonLatToPlan, planToLonLat } from "./projection.ts";
import { slug } from "./slug.ts";

const LANE_WIDTH_M = 3.2;
const INTERVAL_S = { traffic: 60, vehicle: 1, air: 60, parking: 60, weather: 60, camera: 30 } as const;

interface Road extends Omit<Segment, "line"> {
  readonly line: readonly Point[];
}

/** Every device of the city: loops, air and weather stations, car parks, cameras and the vehicle fleet. */
export function buildDevices(city: Pick<CityNetwork, "segments" | "junctions">): Device[] {
  const roads = city.segments.map((s): Road => ({ ...s, line: s.line.map(lonLatToPlan) }));
  const names = new Map(city.junctions.map((j) => [j.id, j.name]));
  return [
    ...buildLoops(roads, names),
    ...AIR_SITES.map((site, i) => station("air", i, site.name, site.at)),
    ...CAR_PARKS.map((site, i) => ({
      ...station("parking", i, `P${i + 1} ${site.name}`, site.at),
      capacity: site.capacity,
    })),
    ...WEATHER_SITES.map((site, i) => station("weather", i, site.name, site.at)),
    ...CAMERA_VIEWS.map((_, i) => buildCamera(roads, i)),
    { ...station("vehicle", 0, "Connected vehicles", FLEET_SITE), id: "fleet-1" },
  ];
}

function station(kind: Device["kind"], index: number, name: string, at: Point): Device {
  const [lon, lat] = planToLonLat(at);
  const id = `${kind}-${String(index + 1).padStart(2, "0")}`;
  return { id, kind, name, lon, lat, zoneId: zoneAt(at), expectedIntervalS: INTERVAL_S[kind] };
}

function zoneAt(at: Point): string {
  const nearest = DISTRICTS.reduce((best, d) => (distance(d.at, at) < distance(best.at, at) ? d : best));
  return `district-${slug(nearest.name)}`;
}

/** Loops: on R1 between all interchanges, on every arterial twice in each direction, on the inner ring and main city streets. */
function buildLoops(roads: readonly Road[], names: ReadonlyMap<string, string>): Device[] {
  const sites = roads.filter((road) => isLoopSite(road));
  const ringKm = ringKilometres(roads);
  return sites.flatMap((road) => {
    const lanes =
      road.ref === "R1" && !isFullyEquipped(road) ? [1] : Array.from({ length: road.lanes }, (_, i) => i);
    return lanes.map((lane) => buildLoop(road, lane, loopPlace(road, names, ringKm)));
  });
}

/** Kilometre of the middle of each segment of R1, counted along each carriageway in its direction of travel. */
function ringKilometres(roads: readonly Road[]): Map<string, number> {
  const result = new Map<string, number>();
  for (const direction of ["cw", "ccw"]) {
    let travelledM = 0;
    const pieces = roads.filter((road) => new RegExp(`^r1-${direction}-\\d+$`).test(road.id));
    for (const road of pieces.sort((a, b) => a.id.localeCompare(b.id))) {
      result.set(road.id, (travelledM + road.lengthM / 2) / 1000);
      travelledM += road.lengthM;
    }
  }
  return result;
}

const BRIDGE_APPROACH = /^r1-(cw-0[3-8]|ccw-4[3-7])$/;

function isFullyEquipped(road: Road): boolean {
  return BRIDGE_APPROACH.test(road.id);
}

function isLoopSite(road: Road): boolean {
  const number = Number(/-(\d\d)-?/.exec(road.id)?.[1] ?? 0);
  if (road.ref === "R1") return road.lanes === 3 && (number % 3 === 0 || isFullyEquipped(road));
  if (road.lengthM < 110) return false;
  const radius = Math.hypot(...pointAt(road.line, road.lengthM / 2));
  if (road.name === "Inner Ring") return number % 4 === 2;
  if (road.name === "Harbour Street" || road.name === "King Street") return number % 2 === 0;
  if (road.name === "Marsh Bridge" || road.name === "Mint Street") return number === 2;
  return road.roadClass === "primary" && /-(02|05)-(in|out)$/.test(road.id) && radius < 4800;
}

function buildLoop(road: Road, lane: number, place: string): Device {
  const offsetM = Math.round(road.lengthM * 0.5 * 10) / 10;
  const side = (lane - (road.lanes - 1) / 2) * LANE_WIDTH_M;
  const laneLine = offsetLine(road.line, side);
  const station = (offsetM / road.lengthM) * lineLength(laneLine);
  const [lon, lat] = planToLonLat(pointAt(laneLine, station));
  return {
    id: `loop-${road.id}-${lane + 1}`,
    kind: "traffic",
    name: `${place}, lane ${lane + 1}`,
    lon,
    lat,
    headingDeg: headingAt(road, offsetM),
    segmentId: road.id,
    offsetM,
    lane,
    zoneId: zoneAt(pointAt(road.line, offsetM)),
    expectedIntervalS: INTERVAL_S.traffic,
  };
}

const DIRECTION_WORDS: Readonly<Record<string, string>> = {
  out: "outbound",
  in: "inbound",
  cw: "clockwise",
  ccw: "counter-clockwise",
  n: "northbound",
  e: "eastbound",
  s: "southbound",
  w: "westbound",
};

function loopPlace(
  road: Road,
  names: ReadonlyMap<string, string>,
  ringKm: ReadonlyMap<string, number>,
): string {
  if (road.ref === "R1") return `${road.name}, km ${(ringKm.get(road.id) ?? 0).toFixed(1)}`;
  const direction = DIRECTION_WORDS[road.id.split("-").at(-1) ?? ""] ?? "";
  const ends = [names.get(road.toJunctionId) ?? "", names.get(road.fromJunctionId) ?? ""];
  const cross = ends.flatMap((name) => name.split(" at ")).find((name) => name !== "" && name !== road.name);
  return cross ? `${road.name} at ${cross}, ${direction}` : `${road.name}, ${direction}`;
}

function headingAt(road: Road, offsetM: number): number {
  return Math.round(bearingDeg(pointAt(road.line, offsetM - 5), pointAt(road.line, offsetM + 5))) % 360;
}

/** A camera stands beside the downstream end of its segment and looks back at the traffic that comes towards it. */
function buildCamera(roads: readonly Road[], index: number): Device {
  const view = CAMERA_VIEWS[index] as (typeof CAMERA_VIEWS)[number];
  const candidates = roads.filter(
    (road) => road.name === view.street && (road.ref === "R1" || road.id.endsWith(`-${view.direction}`)),
  );
  const middle = (road: Road): Point => pointAt(road.line, road.lengthM / 2);
  const [first] = [...candidates].sort(
    (a, b) => distance(middle(a), view.near) - distance(middle(b), view.near),
  );
  if (!first) throw new Error(`no segment for camera ${view.name}`);
  const standM = Math.max(10, first.lengthM - 15);
  const sideM = -((first.lanes * LANE_WIDTH_M) / 2 + 4);
  const at = pointAt(offsetLine(first.line, sideM), standM);
  const target = pointAt(first.line, Math.max(0, standM - 90));
  const rangeM = Math.round(Math.min(200, Math.max(90, first.lengthM * 0.6)));
  return {
    ...station("camera", index, view.name, at),
    headingDeg: Math.round(bearingDeg(at, target)) % 360,
    segmentId: first.id,
    offsetM: Math.round(standM * 10) / 10,
    fieldOfViewDeg: 36 + (index % 4) * 6,
    rangeM,
  };
}
