import type { LayerSpecification, SourceSpecification } from "../map-types.ts";
import type { StyleContext } from "../style/style-context.ts";

/** Before the names of a basemap's sources and layers, so that none is the city's own. */
export const BASEMAP_PREFIX = "basemap/";

/** What a basemap puts between the city's own ground and its roads. */
export interface BasemapGround {
  sources: Record<string, SourceSpecification>;
  /** Bottom to top; the same ids in every context. */
  layers(context: StyleContext): LayerSpecification[];
  /** Who has to be named for it, where the sources do not say so themselves. */
  attribution?: string;
}
