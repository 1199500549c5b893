import { distance, isInside, offsetLine, type Point, type Polyline, smoothCurve } from "./geometry.ts";

interface Reach {
  readonly at: Point;
  readonly widthM: number;
}

/** The Orre: in from the north-west, through the middle of the city, out to the south-east where it opens into the harbour. */
const ORRE: readonly Reach[] = [
  { at: [-6400, 2870], widthM: 115 },
  { at: [-5400, 2560], widthM: 118 },
  { at: [-4400, 2180], widthM: 122 },
  { at: [-3300, 1680], widthM: 130 },
  { at: [-2300, 1150], widthM: 138 },
  { at: [-1500, 720], widthM: 146 },
  { at: [-1000, 500], widthM: 150 },
  { at: [-500, 375], widthM: 158 },
  { at: [0, 330], widthM: 168 },
  { at: [480, 310], widthM: 178 },
  { at: [880, 190], widthM: 190 },
  { at: [1240, -110], widthM: 200 },
  { at: [1650, -480], widthM: 220 },
  { at: [2200, -900], widthM: 250 },
  { at: [2800, -1350], widthM: 285 },
  { at: [3350, -1800], widthM: 340 },
  { at: [3850, -2260], widthM: 560 },
  { at: [4350, -2760], widthM: 1000 },
  { at: [5000, -3350], widthM: 1900 },
  { at: [6000, -4200], widthM: 3300 },
  { at: [7000, -5000], widthM: 5200 },
];

/** The Otterbrook, a tributary from the north. */
const OTTERBROOK: readonly Reach[] = [
  { at: [1500, 4600], widthM: 26 },
  { at: [1330, 3900], widthM: 28 },
  { at: [1120, 3200], widthM: 32 },
  { at: [1010, 2500], widthM: 36 },
  { at: [880, 1850], widthM: 40 },
  { at: [650, 1300], widthM: 46 },
  { at: [660, 850], widthM: 52 },
  { at: [740, 560], widthM: 60 },
  { at: [720, 260], widthM: 74 },
];

/** Both banks as smooth curves: left bank downstream, right bank back upstream. */
function bankRing(reaches: readonly Reach[]): Point[] {
  const { left, right } = banksOf(reaches);
  return [...left, ...right.reverse()];
}

function banksOf(reaches: readonly Reach[]): { left: Point[]; right: Point[] } {
  const middle = reaches.map((reach) => reach.at);
  const halfWidths = reaches.map((reach) => reach.widthM / 2);
  const left = smoothCurve(offsetLine(middle, halfWidths), 40);
  const right = smoothCurve(
    offsetLine(
      middle,
      halfWidths.map((width) => -width),
    ),
    40,
  );
  return { left, right };
}

/** Middle line of the river, for its name. */
export const ORRE_MIDDLE: Polyline = smoothCurve(
  ORRE.map((reach) => reach.at),
  60,
);
/** Middle line of the tributary, for its name. */
export const OTTERBROOK_MIDDLE: Polyline = smoothCurve(
  OTTERBROOK.map((reach) => reach.at),
  60,
);

/** An area of water: its name and outer ring. */
export interface WaterArea {
  readonly name: string;
  readonly ring: Polyline;
}

/** All water of the city. */
export const WATER_AREAS: readonly WaterArea[] = [
  { name: "Orre", ring: bankRing(ORRE) },
  { name: "Otterbrook", ring: bankRing(OTTERBROOK) },
  {
    name: "Westmark Mere",
    ring: smoothCurve(
      [
        [-3560, 330],
        [-3430, 250],
        [-3290, 310],
        [-3270, 430],
        [-3420, 500],
        [-3550, 440],
      ],
      20,
      true,
    ),
  },
];

/** An island in the Orre, off the Old Town. */
export const MINT_ISLAND: Polyline = smoothCurve(
  [
    [150, 330],
    [230, 350],
    [330, 335],
    [380, 305],
    [320, 285],
    [220, 295],
  ],
  12,
  true,
);

/** Moles and quays that reach into the harbour, as rings. */
export const PIERS: readonly { readonly name: string; readonly ring: Polyline }[] = buildPiers();

function buildPiers(): { name: string; ring: Polyline }[] {
  const { left, right } = banksOf(ORRE);
  const onLeft: readonly [string, Point, number, number][] = [
    ["Ferry Pier", [3900, -1780], 190, 44],
    ["Herring Pier", [4230, -1960], 260, 34],
    ["Marina Mole", [4620, -2130], 380, 22],
    ["North Mole", [5300, -2300], 900, 30],
  ];
  const onRight: readonly [string, Point, number, number][] = [
    ["Orre Pier", [3330, -2130], 120, 50],
    ["Coal Pier", [3560, -2420], 230, 56],
    ["Timber Pier", [3760, -2760], 300, 60],
    ["Grain Pier", [3940, -3140], 340, 64],
    ["Container Pier", [4090, -3560], 420, 110],
    ["South Mole", [4300, -4300], 900, 30],
  ];
  return [
    ...onLeft.map((pier) => pierFrom(left, 1, pier)),
    ...onRight.map((pier) => pierFrom(right, -1, pier)),
  ];
}

/** A pier from the bank at the place nearest to `near`, square to the bank; `side` is +1 on the left bank. */
function pierFrom(
  bank: Polyline,
  side: number,
  [name, near, lengthM, widthM]: readonly [string, Point, number, number],
): { name: string; ring: Polyline } {
  const distances = bank.map((p) => distance(p, near));
  const index = Math.min(bank.length - 2, Math.max(1, distances.indexOf(Math.min(...distances))));
  const [before, root, after] = [bank[index - 1], bank[index], bank[index + 1]] as [Point, Point, Point];
  const along = distance(before, after);
  const inward: Point = [((after[1] - before[1]) / along) * side, (-(after[0] - before[0]) / along) * side];
  const at = (m: number): Point => [root[0] + inward[0] * m, root[1] + inward[1] * m];
  return { name, ring: slab(at(-40), at(lengthM), widthM) };
}

function slab(root: Point, tip: Point, widthM: number): Point[] {
  const left = offsetLine([root, tip], widthM / 2);
  const right = offsetLine([root, tip], -widthM / 2);
  return [...left, ...right.reverse()];
}

/** Whether a point lies on open water. */
export function isWater(point: Point): boolean {
  if (isInside(point, MINT_ISLAND)) return false;
  return WATER_AREAS.some((area) => isInside(point, area.ring));
}
