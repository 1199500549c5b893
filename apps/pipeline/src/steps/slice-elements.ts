const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const BLANKS = new Set([0x20, 0x09, 0x0a, 0x0d]);

const isOpening = (byte: number) => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number) => byte === 0x5d || byte === 0x7d;

function sliceTrimmed(bytes: Buffer, from: number, to: number): Buffer {
  let start = from;
  let end = to;
  while (start < end && BLANKS.has(bytes[start] as number)) start++;
  while (end > start && BLANKS.has(bytes[end - 1] as number)) end--;
  return bytes.subarray(start, end);
}

/**
 * The bytes of each element of a JSON array, without the blanks around it, all found in one pass over its text. They are
 * views of `array`, which must be valid JSON.
 */
export function sliceElements(array: Buffer): Buffer[] {
  const elements: Buffer[] = [];
  let depth = 0;
  let startAt = 0;
  let isInString = false;

  function endElement(at: number): void {
    const element = sliceTrimmed(array, startAt, at);
    // Only an empty array has nothing between its brackets.
    if (element.length > 0) elements.push(element);
    startAt = at + 1;
  }

  for (let at = 0; at < array.length; at++) {
    const byte = array[at] as number;
    if (isInString) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) {
      isInString = true;
    } else if (isOpening(byte)) {
      depth++;
      if (depth === 1) startAt = at + 1;
    } else if (isClosing(byte)) {
      depth--;
      if (depth === 0) endElement(at);
    } else if (byte === COMMA && depth === 1) {
      endElement(at);
    }
  }
  return elements;
}
