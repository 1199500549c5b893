import { TYPE } from "./constants.ts";

/** A value to be written with its type in front. */
export type OutgoingValue =
  | { type: "integer" | "byte" | "double"; value: number }
  | { type: "string"; value: string }
  | { type: "stringList"; value: readonly string[] }
  | { type: "compound"; value: readonly OutgoingValue[] };

/** Appends TraCI's big-endian primitives to a growing buffer. Texts are Latin-1, as in SUMO's own clients. */
export class ByteWriter {
  #buffer = Buffer.alloc(256);
  #length = 0;

  ubyte(value: number): this {
    this.#room(1);
    this.#length = this.#buffer.writeUInt8(value, this.#length);
    return this;
  }

  int(value: number): this {
    this.#room(4);
    this.#length = this.#buffer.writeInt32BE(value, this.#length);
    return this;
  }

  double(value: number): this {
    this.#room(8);
    this.#length = this.#buffer.writeDoubleBE(value, this.#length);
    return this;
  }

  string(value: string): this {
    this.int(value.length);
    this.#room(value.length);
    this.#length += this.#buffer.write(value, this.#length, "latin1");
    return this;
  }

  bytes(value: Uint8Array): this {
    this.#room(value.length);
    this.#buffer.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  typed(outgoing: OutgoingValue): this {
    this.ubyte(TYPE[outgoing.type]);
    switch (outgoing.type) {
      case "integer":
        return this.int(outgoing.value);
      case "byte":
        return this.ubyte(outgoing.value & 0xff);
      case "double":
        return this.double(outgoing.value);
      case "string":
        return this.string(outgoing.value);
      case "stringList":
        this.int(outgoing.value.length);
        for (const text of outgoing.value) this.string(text);
        return this;
      case "compound":
        this.int(outgoing.value.length);
        for (const part of outgoing.value) this.typed(part);
        return this;
    }
  }

  /** What was written so far. */
  toBytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  #room(bytes: number): void {
    if (this.#length + bytes <= this.#buffer.length) return;
    const grown = Buffer.alloc(Math.max(this.#buffer.length * 2, this.#length + bytes));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }
}
