import { ringPoint, streetPoint } from "./frame.ts";
import type { Point } from "./geometry.ts";

/** Air quality stations: kerbside, background and industrial, as a city of this size would place them. */
export const AIR_SITES: readonly { readonly name: string; readonly at: Point }[] = [
  { name: "King Street kerbside", at: [8, -470] },
  { name: "Harbour Street kerbside", at: [560, -345] },
  { name: "Stadtgarten", at: [200, 800] },
  { name: "Central Station forecourt", at: [-255, -1120] },
  { name: "University", at: streetPoint([116, 1.6]) },
  { name: "Nordgate", at: streetPoint([92, 1.3]) },
  { name: "Eastholm", at: streetPoint([44, 1.56]) },
  { name: "Brickfields works", at: streetPoint([17, 1.7]) },
  { name: "Marsh End, R1", at: ringPoint([-18, 1.97]) },
  { name: "Quayside docks", at: streetPoint([321, 1.62]) },
  { name: "Port of Lindhaven", at: [2800, -2350] },
  { name: "Southfield Meadows", at: streetPoint([270, 1.62]) },
  { name: "Tannery Lane", at: streetPoint([207, 1.45]) },
  { name: "Westmark Common", at: streetPoint([187, 1.6]) },
];

/** Car parks: garages in the Old Town, street-side parks around it, park and ride at R1. */
export const CAR_PARKS: readonly { readonly name: string; readonly capacity: number; readonly at: Point }[] =
  [
    { name: "Market Street", capacity: 420, at: [-180, -545] },
    { name: "Castle Street", capacity: 310, at: [-640, -380] },
    { name: "Guildhall", capacity: 260, at: [-60, -760] },
    { name: "Mint Street", capacity: 380, at: [500, -500] },
    { name: "Stadthafen", capacity: 540, at: [680, -130] },
    { name: "Cooper Street", capacity: 180, at: [250, -210] },
    { name: "Orre Quay", capacity: 150, at: [-480, 90] },
    { name: "Abbey", capacity: 220, at: [-980, -300] },
    { name: "Senate Street", capacity: 290, at: [-360, 660] },
    { name: "Library", capacity: 170, at: [-560, 820] },
    { name: "Central Station", capacity: 860, at: [-420, -1140] },
    { name: "Bellmouth", capacity: 340, at: streetPoint([330, 1.12]) },
    { name: "Rope Walk", capacity: 240, at: streetPoint([306, 1.2]) },
    { name: "University Hospital", capacity: 780, at: streetPoint([126, 1.4]) },
    { name: "Campus", capacity: 650, at: streetPoint([113, 1.68]) },
    { name: "Nordgate Baths", capacity: 210, at: streetPoint([87, 1.18]) },
    { name: "Eastholm Market", capacity: 190, at: streetPoint([50, 1.42]) },
    { name: "Brickfield Centre", capacity: 720, at: streetPoint([18, 1.45]) },
    { name: "Southfield Arena", capacity: 940, at: streetPoint([262, 1.66]) },
    { name: "Fernhill", capacity: 160, at: streetPoint([228, 1.56]) },
    { name: "Westmark Park and Ride", capacity: 600, at: streetPoint([179, 1.93]) },
    { name: "Kirkby Park and Ride", capacity: 450, at: streetPoint([165, 2.16]) },
    { name: "Eastholm Park and Ride", capacity: 520, at: streetPoint([43, 2.16]) },
    { name: "Millbank Park and Ride", capacity: 480, at: streetPoint([300, 2.14]) },
  ];

/** Weather stations. */
export const WEATHER_SITES: readonly { readonly name: string; readonly at: Point }[] = [
  { name: "City Hall", at: [-90, -560] },
  { name: "Harbour Bridge", at: ringPoint([-25.5, 2]) },
  { name: "Kirkby", at: ringPoint([168, 2.45]) },
  { name: "Observatory Hill", at: streetPoint([124, 1.62]) },
  { name: "South Mole", at: [4700, -4150] },
];

/** Where the fleet's gateway stands: the city's traffic centre. */
export const FLEET_SITE: Point = [60, -430];

/** Segments that a camera looks along, against the direction of travel, and the camera's name. */
export const CAMERA_VIEWS: readonly {
  readonly name: string;
  readonly near: Point;
  readonly street: string;
  readonly direction: string;
}[] = [
  {
    name: "R1 at Harbour Bridge, south-west head",
    near: ringPoint([-27.5, 2]),
    street: "R1 Ring, clockwise",
    direction: "cw",
  },
  {
    name: "R1 at Harbour Bridge, Marsh End side",
    near: ringPoint([-21, 2]),
    street: "R1 Ring, clockwise",
    direction: "cw",
  },
  {
    name: "R1 at Orre Bridge",
    near: ringPoint([154, 2]),
    street: "R1 Ring, counter-clockwise",
    direction: "ccw",
  },
  {
    name: "R1 at Nordgate",
    near: ringPoint([97, 2]),
    street: "R1 Ring, counter-clockwise",
    direction: "ccw",
  },
  { name: "R1 at Brickfield Way", near: ringPoint([20, 2]), street: "R1 Ring, clockwise", direction: "cw" },
  {
    name: "R1 at Southfield Avenue",
    near: ringPoint([258, 2]),
    street: "R1 Ring, clockwise",
    direction: "cw",
  },
  { name: "King Street Bridge", near: [-165, 330], street: "King Street", direction: "s" },
  { name: "Mint Street Bridge", near: [545, 290], street: "Mint Street", direction: "s" },
  { name: "Harbour Street at King Street", near: [-150, -320], street: "Harbour Street", direction: "e" },
  { name: "Inner Ring at Quayside", near: ringPoint([330, 1]), street: "Inner Ring", direction: "cw" },
  { name: "Quayside at Dock Road", near: streetPoint([324, 1.55]), street: "Quayside", direction: "in" },
  { name: "Nordgate at Eastholm Road", near: streetPoint([91, 1.6]), street: "Nordgate", direction: "in" },
  {
    name: "University Street at College Road",
    near: streetPoint([129, 1.55]),
    street: "University Street",
    direction: "in",
  },
  {
    name: "Westmark Road at Common Road",
    near: streetPoint([181, 1.55]),
    street: "Westmark Road",
    direction: "in",
  },
  {
    name: "Southfield Avenue at Station Road",
    near: streetPoint([264, 1.55]),
    street: "Southfield Avenue",
    direction: "in",
  },
  { name: "Marsh Bridge", near: streetPoint([-22, 1.5]), street: "Marsh Bridge", direction: "ccw" },
];
