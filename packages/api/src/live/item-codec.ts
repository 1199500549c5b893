/** Body of a frame whose items have fields of many shapes (devices, figures, what is abnormal): UTF-8 JSON. */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What one frame says about items: the whole list in a snapshot, changed and left ones in a delta. */
export interface ItemsBody<Item extends { id: string }> {
  items: Item[];
  /** Ids that are not there any more; empty in a snapshot. */
  left: string[];
}

export function encodeItems<Item extends { id: string }>(body: ItemsBody<Item>): Uint8Array {
  return encoder.encode(JSON.stringify([body.items, body.left]));
}

/** What a body says. The items are what the gateway parsed before it sent them. @throws when it is not such a body. */
export function decodeItems<Item extends { id: string }>(bytes: Uint8Array): ItemsBody<Item> {
  const parsed: unknown = JSON.parse(decoder.decode(bytes));
  const [items, left] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
  if (!Array.isArray(items) || !Array.isArray(left)) throw new SyntaxError("not a list of items");
  return { items: items as Item[], left: left as string[] };
}
