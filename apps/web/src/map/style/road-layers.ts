import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from "../map-types.ts";
import { byZoom, fadeIn, type Widths } from "./by-zoom.ts";
import { ROAD_WIDTHS } from "./road-widths.ts";
import { CITY_SOURCE, type StyleContext } from "./style-context.ts";

const MINOR_CLASSES = ["residential", "service"] as const;

interface RoadLine {
  id: string;
  layer: "road" | "street";
  filter?: FilterSpecification;
  colour: string;
  widths: Widths;
  minzoom?: number;
  opacity?: ExpressionSpecification;
}

function roadLine(road: RoadLine): LayerSpecification {
  return {
    id: road.id,
    type: "line",
    source: CITY_SOURCE,
    "source-layer": road.layer,
    ...(road.minzoom === undefined ? {} : { minzoom: road.minzoom }),
    ...(road.filter ? { filter: road.filter } : {}),
    layout: { "line-cap": "round", "line-join": "round" },
    paint: {
      "line-color": road.colour,
      "line-width": byZoom(...road.widths),
      ...(road.opacity ? { "line-opacity": road.opacity } : {}),
    },
  };
}

const isClass = (name: string): FilterSpecification => ["==", ["get", "class"], name];
const isMinor: FilterSpecification = ["in", ["get", "class"], ["literal", [...MINOR_CLASSES]]];

function railway(colour: string): LayerSpecification[] {
  const line = { type: "line", source: CITY_SOURCE, "source-layer": "railway", minzoom: 10 } as const;
  return [
    { id: "railway", ...line, paint: { "line-color": colour, "line-width": 1 } },
    {
      id: "railway-ties",
      ...line,
      paint: { "line-color": colour, "line-width": 4, "line-dasharray": [0.25, 1.5] },
    },
  ];
}

function casings({ colours }: StyleContext): LayerSpecification[] {
  const [road, soft] = ["road", colours.buildingLine] as const;
  return [
    { id: "street-casing", layer: "street", colour: soft, widths: ROAD_WIDTHS.streetCasing, minzoom: 14 },
    {
      id: "residential-casing",
      layer: road,
      filter: isMinor,
      colour: soft,
      widths: ROAD_WIDTHS.residentialCasing,
      minzoom: 14,
    },
    {
      id: "secondary-casing",
      layer: road,
      filter: isClass("secondary"),
      colour: soft,
      widths: ROAD_WIDTHS.secondaryCasing,
      minzoom: 14,
    },
  ]
    .map((line) => roadLine({ ...(line as RoadLine), opacity: fadeIn(14) }))
    .concat([
      roadLine({
        id: "primary-casing",
        layer: road,
        filter: isClass("primary"),
        colour: colours.primaryCasing,
        widths: ROAD_WIDTHS.primaryCasing,
      }),
      roadLine({
        id: "motorway-casing",
        layer: road,
        filter: isClass("motorway"),
        colour: colours.motorwayCasing,
        widths: ROAD_WIDTHS.motorwayCasing,
      }),
    ]);
}

function fills({ colours }: StyleContext): LayerSpecification[] {
  const road = "road" as const;
  return [
    roadLine({
      id: "street",
      layer: "street",
      colour: colours.minor,
      widths: ROAD_WIDTHS.street,
      minzoom: 10.5,
    }),
    roadLine({
      id: "residential",
      layer: road,
      filter: isMinor,
      colour: colours.minor,
      widths: ROAD_WIDTHS.residential,
    }),
    roadLine({
      id: "secondary",
      layer: road,
      filter: isClass("secondary"),
      colour: colours.secondary,
      widths: ROAD_WIDTHS.secondary,
    }),
    roadLine({
      id: "primary",
      layer: road,
      filter: isClass("primary"),
      colour: colours.primary,
      widths: ROAD_WIDTHS.primary,
    }),
    roadLine({
      id: "motorway",
      layer: road,
      filter: isClass("motorway"),
      colour: colours.motorway,
      widths: ROAD_WIDTHS.motorway,
    }),
    {
      id: "motorway-centre",
      type: "line",
      source: CITY_SOURCE,
      "source-layer": "road",
      minzoom: 11,
      filter: ["all", isClass("motorway"), ["==", ["get", "isOneWay"], 0]] as FilterSpecification,
      paint: { "line-color": colours.motorwayCasing, "line-width": byZoom(0.7, 0.8, 1.2) },
    },
  ];
}

/** Railway and roads of the ground, bottom to top: all casings below all fills. */
export function roadLayers(context: StyleContext): LayerSpecification[] {
  return [...railway(context.colours.railway), ...casings(context), ...fills(context)];
}
