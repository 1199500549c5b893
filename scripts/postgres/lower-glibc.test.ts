import { describe, expect, it } from "vitest";
import { lowerGlibc, UnknownSymbolError } from "./lower-glibc.ts";

const HEADER_BYTES = 64;
const VERSIONS = ["GLIBC_2.2.5", "GLIBC_2.38"];

/** A library with one undefined symbol for each entry: its name and the index of the version that it needs. */
function makeLibrary(symbols: readonly [name: string, version: number][]): Uint8Array {
  const names = ["", "libc.so.6", ...VERSIONS, ...symbols.map(([name]) => name)];
  const strings = Buffer.from(`${names.join("\0")}\0`, "latin1");
  const offsetOf = (name: string) => strings.indexOf(`\0${name}\0`, 0, "latin1") + 1;
  const dynsym = Buffer.alloc((symbols.length + 1) * 24);
  const versym = Buffer.alloc((symbols.length + 1) * 2);
  symbols.forEach(([name, version], index) => {
    dynsym.writeUInt32LE(offsetOf(name), (index + 1) * 24);
    versym.writeUInt16LE(version + 2, (index + 1) * 2);
  });
  const verneed = Buffer.alloc(16 + VERSIONS.length * 16);
  verneed.writeUInt16LE(VERSIONS.length, 2);
  verneed.writeUInt32LE(16, 8);
  VERSIONS.forEach((version, index) => {
    verneed.writeUInt32LE(1000 + index, 16 + index * 16);
    verneed.writeUInt16LE(index + 2, 16 + index * 16 + 6);
    verneed.writeUInt32LE(offsetOf(version), 16 + index * 16 + 8);
    verneed.writeUInt32LE(16, 16 + index * 16 + 12);
  });
  return assemble([
    { type: 3, content: strings },
    { type: 11, content: dynsym },
    { type: 0x6fffffff, content: versym },
    { type: 0x6ffffffe, content: verneed },
  ]);
}

function assemble(sections: readonly { type: number; content: Buffer }[]): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("\x7fELF\x02\x01", 0, "latin1");
  const table = Buffer.alloc(sections.length * 64);
  let offset = HEADER_BYTES;
  sections.forEach(({ type, content }, index) => {
    table.writeUInt32LE(type, index * 64 + 4);
    table.writeBigUInt64LE(BigInt(offset), index * 64 + 0x18);
    table.writeBigUInt64LE(BigInt(content.length), index * 64 + 0x20);
    table.writeUInt32LE(1, index * 64 + 0x2c);
    offset += content.length;
  });
  header.writeBigUInt64LE(BigInt(offset), 0x28);
  header.writeUInt16LE(64, 0x3a);
  header.writeUInt16LE(sections.length, 0x3c);
  return Buffer.concat([header, ...sections.map(({ content }) => content), table]);
}

describe("lowerGlibc", () => {
  it("rewrites the three known symbols and leaves the others alone", () => {
    const library = makeLibrary([
      ["strlcpy", 1],
      ["memcpy", 0],
      ["__isoc23_strtol", 1],
      ["__isoc23_sscanf", 1],
    ]);
    const result = lowerGlibc(library, "2.36");
    expect(result.lowered).toEqual(["strlcpy", "__isoc23_strtol", "__isoc23_sscanf"]);
    expect(lowerGlibc(result.library, "2.36").lowered).toEqual([]);
  });

  it("refuses a symbol that it does not know", () => {
    expect(() => lowerGlibc(makeLibrary([["fancy_new_call", 1]]), "2.36")).toThrow(UnknownSymbolError);
  });

  it("changes nothing on a system that is new enough", () => {
    const library = makeLibrary([["strlcpy", 1]]);
    expect(Buffer.from(lowerGlibc(library, "2.38").library).equals(library)).toBe(true);
    expect(lowerGlibc(library, "2.41").lowered).toEqual([]);
  });

  it("refuses what is no library", () => {
    expect(() => lowerGlibc(Buffer.alloc(64), "2.36")).toThrow(UnknownSymbolError);
  });
});
