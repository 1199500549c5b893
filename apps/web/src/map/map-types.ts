import type * as maplibre from "maplibre-gl";

/**
 * The words of the map style that features describe their layers with: they depend on this vocabulary, and only this
 * folder on the library that draws it.
 */
export type ExpressionSpecification = maplibre.ExpressionSpecification;
export type FilterSpecification = maplibre.FilterSpecification;
export type GeoJSONSourceSpecification = maplibre.GeoJSONSourceSpecification;
export type LayerSpecification = maplibre.LayerSpecification;
export type SourceSpecification = maplibre.SourceSpecification;
export type StyleSpecification = maplibre.StyleSpecification;
export type SymbolLayerSpecification = maplibre.SymbolLayerSpecification;
export type VectorSourceSpecification = maplibre.VectorSourceSpecification;
