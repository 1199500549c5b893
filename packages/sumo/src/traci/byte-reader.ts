import { TYPE } from "./constants.ts";
import { TraciError } from "./traci-error.ts";

/** A value as SUMO sends it; positions are lists of two or three numbers, compounds lists of values. */
export type TraciValue = number | string | readonly TraciValue[];

/** Reads TraCI's big-endian primitives from a message. @throws TraciError `PROTOCOL` past the end or at an unknown type. */
export class ByteReader {
  readonly #buffer: Buffer;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get hasMore(): boolean {
    return this.#position < this.#buffer.length;
  }

  ubyte(): number {
    return this.#buffer.readUInt8(this.#advance(1));
  }

  int(): number {
    return this.#buffer.readInt32BE(this.#advance(4));
  }

  double(): number {
    return this.#buffer.readDoubleBE(this.#advance(8));
  }

  string(): string {
    const length = this.int();
    const start = this.#advance(length);
    return this.#buffer.toString("latin1", start, start + length);
  }

  /** Length of a command or response: one byte, or zero and four bytes when it is longer than 255. */
  length(): number {
    const short = this.ubyte();
    return short > 0 ? short : this.int();
  }

  typed(): TraciValue {
    const type = this.ubyte();
    switch (type) {
      case TYPE.ubyte:
        return this.ubyte();
      case TYPE.byte:
        return (this.ubyte() << 24) >> 24;
      case TYPE.integer:
        return this.int();
      case TYPE.double:
        return this.double();
      case TYPE.string:
        return this.string();
      case TYPE.stringList:
        return this.#list(() => this.string());
      case TYPE.doubleList:
        return this.#list(() => this.double());
      case TYPE.compound:
        return this.#list(() => this.typed());
      case TYPE.position2d:
        return [this.double(), this.double()];
      case TYPE.position3d:
        return [this.double(), this.double(), this.double()];
      default:
        throw new TraciError("PROTOCOL", `Unknown TraCI type 0x${type.toString(16)}`);
    }
  }

  #list<T>(read: () => T): T[] {
    const count = this.int();
    if (count < 0 || count > this.#buffer.length) throw new TraciError("PROTOCOL", "TraCI list is too long");
    return Array.from({ length: count }, read);
  }

  #advance(bytes: number): number {
    const start = this.#position;
    if (bytes < 0 || start + bytes > this.#buffer.length) {
      throw new TraciError("PROTOCOL", "TraCI message ended early");
    }
    this.#position += bytes;
    return start;
  }
}
