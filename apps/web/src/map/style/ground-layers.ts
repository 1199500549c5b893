import type { LayerSpecification } from "../map-types.ts";
import { byZoom, fadeIn } from "./by-zoom.ts";
import { CITY_SOURCE, type StyleContext } from "./style-context.ts";

function fill(id: string, colour: string, minzoom?: number): LayerSpecification {
  return {
    id,
    type: "fill",
    source: CITY_SOURCE,
    "source-layer": id,
    ...(minzoom === undefined ? {} : { minzoom }),
    paint: { "fill-color": colour },
  };
}

/** Land, water, green and buildings, bottom to top. */
export function groundLayers({ colours }: StyleContext): LayerSpecification[] {
  return [
    { id: "land", type: "background", paint: { "background-color": colours.land } },
    { ...fill("builtUp", colours.builtUp, 9) } as LayerSpecification,
    {
      id: "builtUp-edge",
      type: "line",
      source: CITY_SOURCE,
      "source-layer": "builtUp",
      minzoom: 9,
      paint: {
        "line-color": colours.builtUp,
        "line-width": byZoom(10, 26, 60),
        "line-blur": byZoom(9, 24, 56),
      },
    },
    fill("forest", colours.forest),
    fill("park", colours.park),
    fill("water", colours.water),
    {
      id: "water-edge",
      type: "line",
      source: CITY_SOURCE,
      "source-layer": "water",
      paint: { "line-color": colours.waterLine, "line-width": 1 },
    },
    {
      id: "pier",
      type: "fill",
      source: CITY_SOURCE,
      "source-layer": "pier",
      minzoom: 10,
      paint: { "fill-color": colours.pier, "fill-outline-color": colours.buildingLine },
    },
    {
      id: "building",
      type: "fill",
      source: CITY_SOURCE,
      "source-layer": "building",
      minzoom: 13.5,
      paint: { "fill-color": colours.building, "fill-opacity": fadeIn(13.5) },
    },
    {
      id: "building-edge",
      type: "line",
      source: CITY_SOURCE,
      "source-layer": "building",
      minzoom: 14,
      paint: { "line-color": colours.buildingLine, "line-width": 0.6, "line-opacity": fadeIn(14) },
    },
  ];
}
