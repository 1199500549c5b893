import type { BarePage } from "../bare-page/serve-bare-pages.ts";

type Points = readonly (readonly [number, number])[];

/** How far the points go in a second, degrees. */
const STEP_DEG = 0.000_1;

/** A second's new positions, as a live source would bring them. */
const MOVE = `const move = (second) => points.map(([lon, lat], index) =>
  [lon + Math.sin(index + second) * ${STEP_DEG}, lat + Math.cos(index + second) * ${STEP_DEG}]);`;

/** MapLibre alone with the points as circles. */
export function mapLibrePage(style: object, points: Points): BarePage {
  const script = `const points = ${JSON.stringify(points)};
${MOVE}
const dataAt = (second) => ({ type: "FeatureCollection", features: move(second).map((coordinates) =>
  ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates } })) });
map.once("load", () => {
  map.addSource("points", { type: "geojson", data: dataAt(0) });
  map.addLayer({ id: "points", type: "circle", source: "points",
    paint: { "circle-radius": 3, "circle-color": "#ffffff" } });
  let second = 0;
  setInterval(() => map.getSource("points").setData(dataAt(second += 1)), 1000);
});`;
  return { style, script };
}

/** deck.gl with the points, over MapLibre with the ground, moved together. */
export function deckPage(style: object, points: Points, library: string): BarePage {
  const script = `const points = ${JSON.stringify(points)};
${MOVE}
const layersAt = (second) => [new deck.ScatterplotLayer({ id: "points", data: move(second),
  getPosition: (at) => at, getRadius: 3, radiusUnits: "pixels", getFillColor: [255, 255, 255] })];
const viewNow = () => {
  const { lng, lat } = map.getCenter();
  return { longitude: lng, latitude: lat, zoom: map.getZoom(), pitch: 0, bearing: 0 };
};
const parent = document.getElementById("map");
const over = document.createElement("div");
over.style.cssText = "position:absolute;inset:0;pointer-events:none";
parent.append(over);
const deckgl = new deck.Deck({ parent: over, controller: false, viewState: viewNow(), layers: layersAt(0),
  width: parent.clientWidth, height: parent.clientHeight });
map.on("move", () => deckgl.setProps({ viewState: viewNow() }));
let second = 0;
setInterval(() => deckgl.setProps({ layers: layersAt(second += 1) }), 1000);`;
  return { style, script, library };
}
