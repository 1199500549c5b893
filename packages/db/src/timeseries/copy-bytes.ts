const TWO_TO_32 = 0x1_0000_0000;
const MOST_BYTES_OF_A_CHARACTER = 3;

/** A buffer that grows, written in network order. */
export class CopyBytes {
  #bytes: Buffer;
  #view: DataView;
  #end = 0;

  constructor(expectedBytes: number) {
    this.#bytes = Buffer.allocUnsafe(expectedBytes);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  }

  /** What was written; valid as long as nothing more is. */
  finish(): Buffer {
    return this.#bytes.subarray(0, this.#end);
  }

  raw(source: Buffer): void {
    this.#reserve(source.length);
    source.copy(this.#bytes, this.#end);
    this.#end += source.length;
  }

  uint8(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#end++] = value;
  }

  int16(value: number): void {
    this.#reserve(2);
    this.#view.setInt16(this.#end, value);
    this.#end += 2;
  }

  int32(value: number): void {
    this.#reserve(4);
    this.#view.setInt32(this.#end, value);
    this.#end += 4;
  }

  /** A safe integer as 64 bits. */
  int64(value: number): void {
    this.#reserve(8);
    this.#view.setInt32(this.#end, Math.floor(value / TWO_TO_32));
    this.#view.setInt32(this.#end + 4, value | 0);
    this.#end += 8;
  }

  /** A negative zero is zero. */
  float64(value: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#end, value + 0);
    this.#end += 8;
  }

  /** UTF-8 after its length in bytes, 32 bits, and `version` when given, which counts as one of them. */
  text(value: string, version?: number): void {
    this.#reserve(5 + value.length * MOST_BYTES_OF_A_CHARACTER);
    const lengthAt = this.#end;
    this.#end += 4;
    if (version !== undefined) this.#bytes[this.#end++] = version;
    this.#end += this.#writeAscii(value) ? value.length : this.#bytes.write(value, this.#end, "utf8");
    this.#view.setInt32(lengthAt, this.#end - lengthAt - 4);
  }

  /** Names are short and nearly always ASCII: cheaper here than by a call out of the engine. */
  #writeAscii(value: string): boolean {
    const bytes = this.#bytes;
    const end = this.#end;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 127) return false;
      bytes[end + i] = code;
    }
    return true;
  }

  #reserve(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#end + count));
    this.#bytes.copy(larger, 0, 0, this.#end);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer, larger.byteOffset, larger.length);
  }
}
