/** A shared library asks for something of a newer glibc that is not known to be safe to replace. */
export class UnknownSymbolError extends Error {
  override readonly name = "UnknownSymbolError";
}

/**
 * Symbols that glibc 2.38 added and that older systems have under another name or in another place:
 * - strlcpy is exported by the PostgreSQL server itself, which loads the library;
 * - the __isoc23_ forms differ from the plain ones only in reading binary literals (0b…), and their names end in
 *   the plain name, so that the reference only has to start nine bytes further on in the string table.
 */
const REPLACEMENTS: ReadonlyMap<string, { skipBytes: number }> = new Map([
  ["strlcpy", { skipBytes: 0 }],
  ["__isoc23_strtol", { skipBytes: "__isoc23_".length }],
  ["__isoc23_sscanf", { skipBytes: "__isoc23_".length }],
]);

const SECTION_DYNSYM = 11;
const SECTION_VERSYM = 0x6fffffff;
const SECTION_VERNEED = 0x6ffffffe;
const SYMBOL_BYTES = 24;
const UNVERSIONED = 1;

interface Section {
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  /** Number of entries, in a section of needed versions. */
  readonly info: number;
}

/** One version that the library needs of another one. */
interface NeededVersion {
  readonly name: string;
  /** Where the entry stands in the file. */
  readonly offset: number;
  readonly index: number;
}

/**
 * Rewrites the references of a 64-bit little-endian ELF library that need a glibc newer than `glibc` ("2.36"), so
 * that it loads there. Returns the names that were rewritten, in a copy of the file.
 * Throws UnknownSymbolError when a reference is not one of the three known ones.
 */
export function lowerGlibc(library: Uint8Array, glibc: string): { library: Uint8Array; lowered: string[] } {
  const bytes = Buffer.from(library);
  const sections = readSections(bytes);
  const symbols = findSection(sections, SECTION_DYNSYM);
  const versions = findSection(sections, SECTION_VERSYM);
  const needed = findSection(sections, SECTION_VERNEED);
  const strings = sections[symbols.link];
  if (!strings) throw new UnknownSymbolError("no string table");

  const all = readNeededVersions(bytes, needed, strings);
  const tooNew = all.filter((version) => isNewerGlibc(version.name, glibc));
  const replacement = all.find((version) => version.name.startsWith("GLIBC_") && !tooNew.includes(version));
  if (tooNew.length === 0) return { library: bytes, lowered: [] };
  if (!replacement) throw new UnknownSymbolError("needs no version of glibc that this system has");

  const lowered: string[] = [];
  for (let index = 0; index < symbols.size / SYMBOL_BYTES; index++) {
    const versionAt = versions.offset + index * 2;
    if (!tooNew.some((version) => version.index === bytes.readUInt16LE(versionAt))) continue;
    const symbolAt = symbols.offset + index * SYMBOL_BYTES;
    const nameAt = bytes.readUInt32LE(symbolAt);
    const name = readString(bytes, strings.offset + nameAt);
    const known = REPLACEMENTS.get(name);
    if (!known) throw new UnknownSymbolError(`needs ${name} of a newer glibc than ${glibc}`);
    bytes.writeUInt32LE(nameAt + known.skipBytes, symbolAt);
    bytes.writeUInt16LE(UNVERSIONED, versionAt);
    lowered.push(name);
  }
  for (const version of tooNew) copyVersionIdentity(bytes, replacement, version);
  return { library: bytes, lowered };
}

function readSections(bytes: Buffer): Section[] {
  if (bytes.subarray(0, 6).toString("latin1") !== "\x7fELF\x02\x01")
    throw new UnknownSymbolError("no 64-bit ELF library");
  const start = Number(bytes.readBigUInt64LE(0x28));
  const entryBytes = bytes.readUInt16LE(0x3a);
  const count = bytes.readUInt16LE(0x3c);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * entryBytes;
    return {
      type: bytes.readUInt32LE(at + 4),
      offset: Number(bytes.readBigUInt64LE(at + 0x18)),
      size: Number(bytes.readBigUInt64LE(at + 0x20)),
      link: bytes.readUInt32LE(at + 0x28),
      info: bytes.readUInt32LE(at + 0x2c),
    };
  });
}

function findSection(sections: readonly Section[], type: number): Section {
  const found = sections.find((section) => section.type === type);
  if (!found) throw new UnknownSymbolError(`no section of type 0x${type.toString(16)}`);
  return found;
}

function readNeededVersions(bytes: Buffer, needed: Section, strings: Section): NeededVersion[] {
  const found: NeededVersion[] = [];
  let fileAt = needed.offset;
  for (let file = 0; file < needed.info; file++) {
    let at = fileAt + bytes.readUInt32LE(fileAt + 8);
    for (let entry = 0; entry < bytes.readUInt16LE(fileAt + 2); entry++) {
      const name = readString(bytes, strings.offset + bytes.readUInt32LE(at + 8));
      found.push({ name, offset: at, index: bytes.readUInt16LE(at + 6) });
      at += bytes.readUInt32LE(at + 12);
    }
    fileAt += bytes.readUInt32LE(fileAt + 12);
  }
  return found;
}

// The loader compares hash and name of each needed version with what the system's library offers.
function copyVersionIdentity(bytes: Buffer, from: NeededVersion, to: NeededVersion): void {
  bytes.writeUInt32LE(bytes.readUInt32LE(from.offset), to.offset);
  bytes.writeUInt32LE(bytes.readUInt32LE(from.offset + 8), to.offset + 8);
}

function isNewerGlibc(version: string, glibc: string): boolean {
  const match = /^GLIBC_(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  const [major = 0, minor = 0] = glibc.split(".").map(Number);
  return Number(match[1]) > major || (Number(match[1]) === major && Number(match[2]) > minor);
}

function readString(bytes: Buffer, at: number): string {
  return bytes.toString("latin1", at, bytes.indexOf(0, at));
}
