import { SaxesParser } from "saxes";
import { SumoFileError } from "./sumo-file-error.ts";

/** The bytes or text of one XML document in any pieces, such as a file stream; gunzip before. */
export type XmlSource = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlHandler {
  open(name: string, attributes: XmlAttributes): void;
  close?(name: string): void;
}

/**
 * Parses a document piece by piece and yields what the handler emits, so that files larger than memory can be read.
 * @throws SumoFileError `INVALID_XML` with the line when the document is malformed or cut short.
 */
export async function* streamXml<T>(
  source: XmlSource,
  createHandler: (emit: (value: T) => void) => XmlHandler,
): AsyncGenerator<T> {
  let emitted: T[] = [];
  const handler = createHandler((value) => {
    emitted.push(value);
  });
  const parser = new SaxesParser({ xmlns: false, position: true });
  parser.on("opentag", (tag) => handler.open(tag.name, tag.attributes));
  parser.on("closetag", (tag) => handler.close?.(tag.name));
  parser.on("error", (cause) => {
    throw new SumoFileError("INVALID_XML", `Not a well-formed XML document: ${cause.message}`, { cause });
  });
  const decoder = new TextDecoder();
  for await (const piece of source) {
    parser.write(typeof piece === "string" ? piece : decoder.decode(piece, { stream: true }));
    if (emitted.length === 0) continue;
    const ready = emitted;
    emitted = [];
    yield* ready;
  }
  parser.write(decoder.decode()).close();
  yield* emitted;
}

/**
 * Parses a whole document for the handler's own state.
 * @throws SumoFileError `INVALID_XML`.
 */
export async function readXml(source: XmlSource, handler: XmlHandler): Promise<void> {
  for await (const _ of streamXml<never>(source, () => handler));
}

/** A required number of an element. @throws SumoFileError `INVALID_VALUE` when it is missing or not finite. */
export function numberOf(attributes: XmlAttributes, name: string): number {
  const value = optionalNumberOf(attributes, name);
  if (value === undefined) throw new SumoFileError("INVALID_VALUE", `Attribute "${name}" is missing`);
  return value;
}

/** A number of an element, or undefined when the attribute is absent or empty. @throws SumoFileError `INVALID_VALUE`. */
export function optionalNumberOf(attributes: XmlAttributes, name: string): number | undefined {
  const text = attributes[name];
  if (text === undefined || text === "") return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) {
    throw new SumoFileError("INVALID_VALUE", `Attribute "${name}" is not a number: ${text.slice(0, 40)}`);
  }
  return value;
}

/** Words of a list attribute such as `allow="bus taxi"`. */
export function wordsOf(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/).filter((word) => word !== "");
}

/** Points of a `shape` attribute, `x,y` or `x,y,z` separated by blanks; z is left out. @throws SumoFileError. */
export function shapeOf(text: string | undefined): [x: number, y: number][] {
  return wordsOf(text).map((pair) => {
    const [x, y] = pair.split(",").map(Number);
    if (x === undefined || y === undefined || !Number.isFinite(x) || !Number.isFinite(y)) {
      throw new SumoFileError("INVALID_VALUE", `Not a point of a shape: ${pair.slice(0, 40)}`);
    }
    return [x, y];
  });
}
