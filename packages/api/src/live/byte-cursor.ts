/** Reads fixed-width little-endian numbers one after the other; null-safe: past the end it throws `CutShortError`. */
export class ByteCursor {
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#view.byteLength;
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2), true);
  }
  u24(): number {
    const at = this.#take(3);
    return this.#view.getUint16(at, true) + this.#view.getUint8(at + 2) * 65_536;
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }
  f32(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }
  f64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }
  /** A view into the same bytes. */
  bytes(length: number): Uint8Array {
    const at = this.#take(length);
    return new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, length);
  }

  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#view.byteLength) throw new CutShortError();
    this.#at += length;
    return at;
  }
}

/** Bytes end before what they announce. */
export class CutShortError extends Error {
  override readonly name = "CutShortError";
}

/** Writes what a ByteCursor reads, into a buffer of a known size. */
export class ByteFiller {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.#view = new DataView(this.bytes.buffer);
  }

  u8(value: number): void {
    this.#view.setUint8(this.#at, value);
    this.#at += 1;
  }
  u16(value: number): void {
    this.#view.setUint16(this.#at, value, true);
    this.#at += 2;
  }
  u24(value: number): void {
    this.#view.setUint16(this.#at, value & 0xffff, true);
    this.#view.setUint8(this.#at + 2, value >>> 16);
    this.#at += 3;
  }
  u32(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }
  f32(value: number): void {
    this.#view.setFloat32(this.#at, value, true);
    this.#at += 4;
  }
  f64(value: number): void {
    this.#view.setFloat64(this.#at, value, true);
    this.#at += 8;
  }
  put(bytes: Uint8Array): void {
    this.bytes.set(bytes, this.#at);
    this.#at += bytes.byteLength;
  }
  /** The written part. */
  finish(): Uint8Array {
    return this.bytes.subarray(0, this.#at);
  }
}
