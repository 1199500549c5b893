import { ringPoint, streetPoint } from "./frame.ts";
import { type Point, type Polyline, smoothCurve } from "./geometry.ts";

/** Rank of a street in the plan; R1 (motorway) is laid out in `outer-ring.ts`. */
export type StreetClass = "primary" | "secondary" | "residential";

/** A street as it was planned: one smooth line, before it is cut at its crossings. */
export interface Street {
  readonly name: string;
  readonly ref?: string;
  readonly streetClass: StreetClass;
  /** Lanes in each direction. */
  readonly lanes: number;
  readonly speedLimitKmh: number;
  /** How the two directions are told apart in segment ids. */
  readonly directions: "radial" | "ring" | "compass";
  /** The street runs on beyond the plan at its end, so traffic enters and leaves there. */
  readonly isOpenEnd: boolean;
  /** Radials that meet R1 at an interchange. */
  readonly hasInterchange: boolean;
  readonly line: Polyline;
}

interface StreetOptions {
  readonly ref?: string;
  readonly lanes?: number;
  readonly limit?: number;
}

function street(name: string, streetClass: StreetClass, line: Polyline, options: StreetOptions = {}): Street {
  const limits: Record<StreetClass, number> = { primary: 50, secondary: 50, residential: 30 };
  return {
    name,
    ...(options.ref ? { ref: options.ref } : {}),
    streetClass,
    lanes: options.lanes ?? (streetClass === "primary" ? 2 : 1),
    speedLimitKmh: options.limit ?? limits[streetClass],
    directions: "compass",
    isOpenEnd: false,
    hasInterchange: false,
    line,
  };
}

/** Control points written as `a,b a,b …`: angle and level of the frame, or metres east and north. */
function readPath(path: string): Point[] {
  return path.split(" ").map((pair): Point => {
    const [a, b] = pair.split(",").map(Number);
    return [a ?? 0, b ?? 0];
  });
}

/** An arterial from the inner ring outwards, through R1, to the edge of the plan. */
function arterial(name: string, path: string, ref?: string): Street {
  const line = smoothCurve(readPath(path).map(streetPoint), 25);
  const base = street(name, "primary", line, ref ? { ref } : {});
  return { ...base, directions: "radial", isOpenEnd: true, hasInterchange: true };
}

/** A street that runs towards or away from the centre. */
function spoke(name: string, streetClass: StreetClass, path: string): Street {
  return {
    ...street(name, streetClass, smoothCurve(readPath(path).map(streetPoint), 25)),
    directions: "radial",
  };
}

/** A street that runs around the centre from one angle to another (counter-clockwise) at a level. */
function arc(name: string, streetClass: StreetClass, level: number, fromDeg: number, toDeg: number): Street {
  const count = Math.max(2, Math.ceil((toDeg - fromDeg) / 5));
  const points: Point[] = [];
  for (let i = 0; i <= count; i += 1)
    points.push(streetPoint([fromDeg + ((toDeg - fromDeg) * i) / count, level]));
  return { ...street(name, streetClass, smoothCurve(points, 25)), directions: "ring" };
}

/** A street of the Old Town, drawn in plan coordinates. */
function old(name: string, streetClass: StreetClass, path: string, lanes = 1): Street {
  return street(name, streetClass, smoothCurve(readPath(path), 20), { lanes });
}

function innerRing(): Street {
  const points: Point[] = [];
  for (let deg = 0; deg < 360; deg += 8) points.push(ringPoint([deg, 1]));
  const line = smoothCurve(points, 20, true);
  return { ...street("Inner Ring", "primary", line, { lanes: 2 }), directions: "ring" };
}

const ARTERIALS: readonly Street[] = [
  arterial("Brickfield Way", "20,0.96 15,1.35 12,1.7 12,2 13,2.4 14,3.1", "B5"),
  arterial("Eastholm Avenue", "44,0.96 47,1.35 46,1.7 45,2 46,2.4 48,3.2", "B7"),
  arterial("Nordgate", "90,0.96 88,1.3 92,1.6 91,2 93,2.4 92,3.2", "B4"),
  arterial("University Street", "131,0.96 129,1.4 128,2 126,2.4 127,3.2"),
  arterial("Kirkby Road", "166,0.96 165,1.4 163,2 163,2.4 164,3.1"),
  arterial("Westmark Road", "186,0.96 182,1.4 181,2 182,2.4 181,3.1", "B4"),
  arterial("Tannery Lane", "212,0.96 206,1.4 205,2 204,2.4 206,3.1", "B12"),
  arterial("Fernhill Road", "237,0.96 232,1.4 231,2 232,2.4 231,3.2"),
  arterial("Southfield Avenue", "268,0.96 263,1.3 267,1.65 265,2 263,2.4 264,3.2", "B5"),
  arterial("Millbank", "294,0.96 297,1.4 297,2 299,2.4 298,3.2", "B4"),
  arterial("Quayside", "323,0.96 324,1.4 322,2 320,2.3 316,2.75"),
  arterial("Marsh Road", "2,0.96 -5,1.35 -11,1.7 -14,2 -15,2.4 -14,3.1"),
];

/** Collectors halfway between the rings; each sector has its own name. */
const MIDDLE_RING: readonly Street[] = [
  arc("Kiln Road", "secondary", 1.5, -9, 15),
  arc("Brickfield Road", "secondary", 1.5, 12, 49),
  arc("Eastholm Road", "secondary", 1.5, 45, 92),
  arc("College Road", "secondary", 1.5, 88, 131),
  arc("Orre Bridge Road", "secondary", 1.5, 127, 167),
  arc("Common Road", "secondary", 1.5, 163, 208),
  arc("Fern Road", "secondary", 1.5, 204, 234),
  arc("Station Road", "secondary", 1.5, 230, 267),
  arc("Meadow Road", "secondary", 1.5, 263, 299),
  arc("Dock Road", "secondary", 1.5, 295, 326),
  arc("Marsh Bridge", "secondary", 1.5, 322, 354),
];

/** Neighbourhood streets around the centre, and the outer suburbs' connecting roads. */
const ARCS: readonly Street[] = [
  arc("Chapel Street", "residential", 1.25, 12, 47),
  arc("Wharf Street", "residential", 1.22, -3, 19),
  arc("Garden Street", "residential", 1.25, 78, 131),
  arc("Linden Street", "residential", 1.25, 163, 234),
  arc("Railway Street", "residential", 1.27, 230, 298),
  arc("Rope Walk", "residential", 1.25, 294, 327),
  arc("Saltmarsh Road", "residential", 1.75, -14, 15),
  arc("Potter Street", "residential", 1.75, 9, 48),
  arc("Holm Street", "residential", 1.75, 43, 70),
  arc("Abbot Street", "residential", 1.73, 72, 111),
  arc("Campus Road", "residential", 1.75, 108, 144),
  arc("Westgate Street", "residential", 1.75, 161, 208),
  arc("Bracken Road", "residential", 1.75, 202, 235),
  arc("Orchard Road", "residential", 1.73, 228, 268),
  arc("Hollins Street", "residential", 1.75, 262, 300),
  arc("Sailmaker Street", "residential", 1.75, 294, 325),
  arc("Port Road", "secondary", 2.22, 297, 322),
  arc("Eastern Bypass", "secondary", 2.4, -17, 50),
  arc("Northern Bypass", "secondary", 2.42, 42, 129),
  arc("Western Bypass", "secondary", 2.4, 160, 235),
  arc("Southern Bypass", "secondary", 2.4, 228, 302),
];

/** Streets towards the centre between the arterials. */
const SPOKES: readonly Street[] = [
  spoke("Clay Lane", "residential", "5,1.47 3,1.78"),
  spoke("Foundry Street", "secondary", "32,0.97 31,1.5 29,1.78"),
  spoke("Tile Street", "residential", "22,1.22 21,1.78"),
  spoke("Warden Street", "residential", "38,1.47 37,1.78 37,2.43"),
  spoke("Holm Lane", "residential", "55,1.47 57,1.78 58,2.45"),
  spoke("Brook Street", "secondary", "72,0.97 77,1.25 78,1.5 76,1.76"),
  spoke("Abbot Lane", "residential", "84,1.47 84,1.77"),
  spoke("Minster Street", "residential", "103,0.97 101,1.28 101,1.53"),
  spoke("Scholars Way", "secondary", "111,0.97 110,1.5 110,1.77"),
  spoke("Observatory Road", "residential", "119,1.22 119,1.78"),
  spoke("Boathouse Lane", "residential", "141,1.47 140,1.78 141,2.2"),
  spoke("Ash Street", "residential", "174,1.22 173,1.78"),
  spoke("Common Lane", "secondary", "197,0.97 194,1.25 193,1.78"),
  spoke("Dyer Street", "residential", "200,1.47 199,1.78 197,2.43"),
  spoke("Fern Lane", "secondary", "224,0.97 220,1.25 219,1.78"),
  spoke("Fuller Street", "residential", "212,1.47 212,1.78"),
  spoke("Quarry Lane", "residential", "226,1.47 225,1.78 222,2.43"),
  spoke("Cloth Street", "secondary", "250,0.97 247,1.27 249,1.5 248,1.77"),
  spoke("Orchard Lane", "residential", "240,1.24 239,1.77"),
  spoke("Bakehouse Street", "residential", "256,1.24 257,1.77"),
  spoke("Meadow Lane", "residential", "275,1.24 275,1.53"),
  spoke("Mill Street", "secondary", "281,0.97 282,1.27 283,1.5 285,1.78"),
  spoke("Weaver Street", "residential", "290,1.47 291,1.78"),
  spoke("Customs Street", "secondary", "308,0.97 309,1.25 309,1.78"),
  spoke("Chandler Street", "residential", "303,1.22 303,1.78"),
  spoke("Anchor Street", "residential", "316,1.22 316,1.78"),
  spoke("Old Brewery Lane", "residential", "27,1.22 26,1.53"),
  spoke("Holm Row", "residential", "52,1.22 51,1.53"),
  spoke("Terrace Street", "residential", "124,1.22 124,1.53"),
  spoke("Mere Lane", "residential", "170,1.22 169,1.53"),
  spoke("Tanner Row", "residential", "218,1.47 215,1.53"),
  spoke("Hollins Lane", "residential", "275,1.47 276,1.78"),
];

/** The Old Town inside the inner ring, drawn freely; it is older than the rings. */
const OLD_TOWN: readonly Street[] = [
  old(
    "Harbour Street",
    "primary",
    "-1380,-40 -1150,-70 -800,-150 -330,-285 60,-350 440,-330 820,-270 1060,-285 1300,-330",
    2,
  ),
  old(
    "King Street",
    "primary",
    "-25,-1120 -35,-1020 20,-690 -30,-350 -160,60 -165,330 -90,600 5,1000 5,1130",
    2,
  ),
  old("Mint Street", "secondary", "520,-1080 500,-960 425,-620 450,-330 540,-40 545,290 480,620 510,1080"),
  old("Castle Street", "secondary", "-600,-1120 -600,-900 -540,-540 -590,-220 -720,150"),
  old("Market Street", "secondary", "-1260,-520 -1000,-480 -560,-560 -10,-600 430,-610 820,-590 1160,-640"),
  old("Orre Quay", "residential", "-1330,330 -1000,270 -700,160 -160,120 530,90 800,-30 1020,-290"),
  old("Abbey Street", "residential", "-930,-540 -900,-120 -930,290"),
  old("Bell Lane", "residential", "-300,-610 -300,-280 -400,160"),
  old("Cooper Street", "residential", "215,-640 200,-330 230,130"),
  old("Salt Lane", "residential", "830,-630 790,-270 795,0"),
  old("Guild Street", "residential", "-1010,-810 -580,-820 -10,-830 470,-820 930,-850"),
  old("Senate Street", "secondary", "-1220,660 -980,700 -560,620 -90,590 490,600 620,560 900,500 1180,420"),
  old("Library Street", "residential", "-540,590 -510,1050"),
  old("Ferry Street", "residential", "900,470 960,860"),
];

/** Every street of the plan except R1 and its ramps. */
export const STREETS: readonly Street[] = [
  innerRing(),
  ...ARTERIALS,
  ...MIDDLE_RING,
  ...ARCS,
  ...SPOKES,
  ...OLD_TOWN,
];
