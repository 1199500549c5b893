import { z } from "zod";
import type { LayerSpecification, SourceSpecification } from "../map-types.ts";
import { BASEMAP_PREFIX, type BasemapGround } from "./basemap-ground.ts";

const sourceSchema = z.looseObject({
  type: z.string(),
  url: z.string().optional(),
  tiles: z.array(z.string()).optional(),
  data: z.unknown().optional(),
});
const layerSchema = z.looseObject({ id: z.string(), type: z.string(), source: z.string().optional() });

/** As much of MapLibre's style specification as is needed to take a style apart. */
export const foreignStyleSchema = z.object({
  version: z.literal(8),
  sources: z.record(z.string(), sourceSchema),
  layers: z.array(layerSchema),
});

/** A tile's place in an address, which an address parser would escape. */
const PLACEHOLDER = /%7B([\w-]+)%7D/gi;

function absolute(address: string, base: string): string {
  return new URL(address, base).href.replace(PLACEHOLDER, "{$1}");
}

function toSource(source: z.infer<typeof sourceSchema>, base: string): SourceSpecification {
  const { url, tiles, data } = source;
  return {
    ...source,
    ...(url === undefined ? {} : { url: absolute(url, base) }),
    ...(tiles === undefined ? {} : { tiles: tiles.map((tile) => absolute(tile, base)) }),
    ...(typeof data === "string" ? { data: absolute(data, base) } : {}),
  } as unknown as SourceSpecification;
}

/**
 * The ground of somebody else's style: its areas, lines and pictures. Its names and signs are left out, since the city's
 * own stand in their place, and what is stacked on them.
 *
 * @throws ZodError when it is no style.
 */
export function styleGround(style: unknown, url: string): BasemapGround {
  const { sources, layers } = foreignStyleSchema.parse(style);
  const drawn = layers
    .filter(({ type }) => type !== "symbol")
    .map(
      (layer) =>
        ({
          ...layer,
          id: BASEMAP_PREFIX + layer.id,
          ...(layer.source === undefined ? {} : { source: BASEMAP_PREFIX + layer.source }),
        }) as unknown as LayerSpecification,
    );
  return {
    sources: Object.fromEntries(
      Object.entries(sources).map(([id, source]) => [BASEMAP_PREFIX + id, toSource(source, url)]),
    ),
    layers: () => drawn,
  };
}
