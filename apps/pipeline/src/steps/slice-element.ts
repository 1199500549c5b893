const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const COMMA = 0x2c;
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** Calls `visit` for each byte of a JSON text that is not within a string, with the depth before the byte. */
function scanStructure(json: Buffer, visit: (byte: number, depth: number, at: number) => boolean): void {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] as number;
    if (isInString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isInString = false;
      continue;
    }
    if (byte === QUOTE) isInString = true;
    else if (!visit(byte, depth, at)) return;
    if (OPENING.has(byte)) depth++;
    else if (CLOSING.has(byte)) depth--;
  }
}

function trimBlanks(bytes: Buffer): Buffer {
  let start = 0;
  let end = bytes.length;
  while (start < end && BLANKS.has(bytes[start] as number)) start++;
  while (end > start && BLANKS.has(bytes[end - 1] as number)) end--;
  return bytes.subarray(start, end);
}

/** The bytes of the element at `index` of a JSON array, without the blanks around it; undefined when there is none. */
export function sliceElement(array: Buffer, index: number): Buffer | undefined {
  let current = 0;
  let startAt = -1;
  let slice: Buffer | undefined;
  scanStructure(array, (byte, depth, at) => {
    if (depth === 0 && byte === 0x5b) startAt = at + 1;
    const isEnd = depth === 1 && (byte === COMMA || byte === 0x5d);
    if (!isEnd) return true;
    if (current === index) {
      slice = trimBlanks(array.subarray(startAt, at));
      return false;
    }
    current++;
    startAt = at + 1;
    return true;
  });
  return slice;
}
