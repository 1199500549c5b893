/** A growing buffer of little-endian base-128 integers and text. */
export interface ByteWriter {
  /** Non-negative integer, at most 2^53. */
  unsigned(value: number): void;
  /** Integer of either sign, small magnitudes in few bytes (zigzag). */
  signed(value: number): void;
  /** UTF-8 text with its length in front. */
  text(value: string): void;
  /** Bytes with their length in front. */
  block(value: Uint8Array): void;
  finish(): Uint8Array;
}

/** Creates an empty writer. */
export function createByteWriter(): ByteWriter {
  let bytes = new Uint8Array(1024);
  let length = 0;
  function reserve(count: number): void {
    if (length + count <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + count));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  }
  function unsigned(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not an unsigned integer: ${value}`);
    reserve(9);
    let rest = value;
    while (rest >= 0x80) {
      bytes[length] = (rest % 0x80) | 0x80;
      length += 1;
      rest = Math.floor(rest / 0x80);
    }
    bytes[length] = rest;
    length += 1;
  }
  function block(value: Uint8Array): void {
    unsigned(value.length);
    reserve(value.length);
    bytes.set(value, length);
    length += value.length;
  }
  return {
    unsigned,
    signed: (value) => unsigned(value < 0 ? -2 * value - 1 : 2 * value),
    text: (value) => block(new TextEncoder().encode(value)),
    block,
    finish: () => bytes.slice(0, length),
  };
}
