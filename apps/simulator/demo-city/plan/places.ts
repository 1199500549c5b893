import { ringPoint, streetPoint } from "./frame.ts";
import { type Point, type Polyline, smoothCurve } from "./geometry.ts";

/** A named area or point of the city; `at` lies inside the block of streets that it fills. */
export interface Place {
  readonly name: string;
  readonly at: Point;
}

/** Districts, each with the place of its label. */
export const DISTRICTS: readonly Place[] = [
  { name: "Old Town", at: [-330, -430] },
  { name: "Stadthafen", at: [600, -210] },
  { name: "University", at: ringPoint([112, 1.62]) },
  { name: "Nordgate", at: ringPoint([97, 1.36]) },
  { name: "Otterside", at: ringPoint([74, 1.62]) },
  { name: "Eastholm", at: ringPoint([40, 1.62]) },
  { name: "Brickfields", at: ringPoint([22, 1.6]) },
  { name: "Marsh End", at: ringPoint([0, 1.62]) },
  { name: "Quayside", at: ringPoint([317, 1.38]) },
  { name: "Millbank", at: ringPoint([304, 1.62]) },
  { name: "Southfield", at: ringPoint([271, 1.64]) },
  { name: "Station Quarter", at: ringPoint([252, 1.4]) },
  { name: "Fernhill", at: ringPoint([222, 1.64]) },
  { name: "Tannery", at: ringPoint([205, 1.28]) },
  { name: "Westmark", at: ringPoint([190, 1.62]) },
  { name: "Orreside", at: ringPoint([168, 1.62]) },
];

/** Suburbs and villages outside R1. */
export const SUBURBS: readonly Place[] = [
  { name: "Kirkby", at: ringPoint([170, 2.6]) },
  { name: "Hollins", at: ringPoint([255, 2.55]) },
  { name: "Moorside", at: ringPoint([25, 2.6]) },
  { name: "Holt", at: ringPoint([62, 2.55]) },
  { name: "Woodside", at: ringPoint([112, 2.6]) },
  { name: "Port of Lindhaven", at: [2750, -2650] },
  { name: "Clover Hill", at: ringPoint([215, 2.6]) },
];

/** Parks: each fills the block of streets around its point. */
export const PARKS: readonly Place[] = [
  { name: "Stadtgarten", at: [200, 800] },
  { name: "Fernhill Park", at: streetPoint([213, 1.62]) },
  { name: "Westmark Common", at: streetPoint([187, 1.62]) },
  { name: "Southfield Meadows", at: streetPoint([270, 1.62]) },
  { name: "Eastholm Park", at: streetPoint([52, 1.62]) },
  { name: "Abbot's Field", at: streetPoint([96, 1.6]) },
  { name: "Otter Green", at: streetPoint([82, 1.3]) },
  { name: "Customs Garden", at: streetPoint([312, 1.36]) },
  { name: "Brick Pit", at: streetPoint([24, 1.62]) },
  { name: "Linden Square", at: streetPoint([228, 1.35]) },
  { name: "Guildhall Garden", at: [-300, -710] },
  { name: "Observatory Hill", at: streetPoint([124, 1.62]) },
];

/** Woods and rough ground outside the built-up area, drawn freely. */
export const FORESTS: readonly { readonly name: string; readonly ring: Polyline }[] = [
  wood("Otter Wood", [
    [1600, 3050],
    [2150, 3150],
    [2500, 3650],
    [2250, 4250],
    [1700, 4350],
    [1450, 3800],
    [1420, 3350],
  ]),
  wood("Hollins Wood", [
    [-3100, -2700],
    [-2500, -2950],
    [-2350, -3500],
    [-2900, -4000],
    [-3700, -3700],
    [-3800, -3000],
  ]),
  wood("Kirkby Wood", [
    [-5600, 1050],
    [-5000, 1200],
    [-4650, 900],
    [-4900, 500],
    [-5600, 420],
  ]),
  wood("Moor Heath", [
    [5100, 1700],
    [5600, 1900],
    [6000, 2700],
    [5400, 3150],
    [4750, 2800],
    [4700, 2150],
  ]),
  wood("North Wood", [
    [-2600, 3550],
    [-1800, 3650],
    [-1300, 4200],
    [-1900, 4700],
    [-2900, 4500],
  ]),
  wood("Sand Dunes", [
    [5150, -2450],
    [5900, -2650],
    [6400, -3200],
    [6100, -3400],
    [5300, -2900],
  ]),
];

function wood(name: string, controls: Polyline): { name: string; ring: Polyline } {
  return { name, ring: smoothCurve(controls, 90, true).slice(0, -1) };
}

/** The railway: from the south-west past Lindhaven Central, just outside the inner ring, and away to the south-east. */
export const RAILWAY: Polyline = smoothCurve(
  [
    [-6200, -1350],
    [-4800, -1560],
    [-3300, -1500],
    [-2000, -1330],
    [-1200, -1265],
    [-600, -1240],
    [0, -1232],
    [500, -1290],
    [1000, -1560],
    [1500, -2150],
    [1850, -2900],
    [2250, -3900],
    [2500, -4900],
  ],
  40,
);

/** Freight line from the main line to the port. */
export const PORT_RAILWAY: Polyline = smoothCurve(
  [
    [1640, -2420],
    [1900, -2700],
    [2350, -2780],
    [2850, -2640],
    [3420, -2480],
  ],
  40,
);

/** Lindhaven Central: hall and platforms beside the railway. */
export const STATION: { readonly name: string; readonly ring: Polyline } = {
  name: "Lindhaven Central",
  ring: [
    [-470, -1218],
    [-60, -1210],
    [-60, -1176],
    [-150, -1170],
    [-150, -1150],
    [-330, -1154],
    [-330, -1180],
    [-470, -1186],
  ],
};

/** Edge of the built-up area. */
export const BUILT_UP: Polyline = smoothCurve(
  Array.from({ length: 36 }, (_, i) =>
    ringPoint([i * 10, 2.52 + 0.1 * Math.sin(i * 1.7) + (i >= 30 && i <= 35 ? 0.45 : 0)]),
  ),
  120,
  true,
);
