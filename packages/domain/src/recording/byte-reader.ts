/** Bytes of a recording are cut short, damaged, or of another version. */
export class RecordingError extends Error {
  override readonly name = "RecordingError";
}

/** Reads what a ByteWriter wrote, in the same order. Throws RecordingError at the end of the bytes. */
export interface ByteReader {
  unsigned(): number;
  signed(): number;
  text(): string;
  block(): Uint8Array;
  readonly isAtEnd: boolean;
}

/** Creates a reader over bytes; blocks are views into them. */
export function createByteReader(bytes: Uint8Array): ByteReader {
  let at = 0;
  function unsigned(): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = bytes[at];
      if (byte === undefined || factor > 2 ** 49)
        throw new RecordingError("the recording is cut short or damaged");
      at += 1;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
  }
  function block(): Uint8Array {
    const length = unsigned();
    if (at + length > bytes.length) throw new RecordingError("the recording is cut short");
    at += length;
    return bytes.subarray(at - length, at);
  }
  return {
    unsigned,
    signed() {
      const value = unsigned();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
    text: () => new TextDecoder().decode(block()),
    block,
    get isAtEnd() {
      return at >= bytes.length;
    },
  };
}
