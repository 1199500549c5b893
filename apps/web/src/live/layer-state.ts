/** What a layer holds in the browser: items by id; `seq` grows with every change and is null before the first. */
export interface LayerState<Item> {
  seq: number | null;
  items: ReadonlyMap<string, Item>;
}

export const EMPTY_LAYER: LayerState<never> = { seq: null, items: new Map<string, never>() };
