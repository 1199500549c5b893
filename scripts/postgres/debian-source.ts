import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A Debian archive that this machine already takes packages from. */
export interface DebianSource {
  readonly address: string;
  /** Path of its keyring; null = apt's trusted keys. */
  readonly signedBy: string | null;
}

/** The first Debian archive (not its security or another vendor's one) among the machine's package sources. */
export function findDebianSource(folder = "/etc/apt"): DebianSource | null {
  for (const path of globSync(["sources.list", "sources.list.d/*.{list,sources}"], { cwd: folder }).sort()) {
    const text = readFileSync(join(folder, path), "utf8");
    const found = path.endsWith(".sources") ? readStanzas(text) : readOneLineSources(text);
    const source = found.find(({ address }) => /\/debian\/?$/.test(address));
    if (source) return source;
  }
  return null;
}

/** Sources in the one-line form: `deb [signed-by=…] ADDRESS SUITE COMPONENT…`. */
export function readOneLineSources(text: string): DebianSource[] {
  return [...text.matchAll(/^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s/gm)].map((match) => ({
    address: match[2] ?? "",
    signedBy: /signed-by=(\S+)/.exec(match[1] ?? "")?.[1] ?? null,
  }));
}

/** Sources in the deb822 form: stanzas of `Field: value` lines. */
export function readStanzas(text: string): DebianSource[] {
  return text.split(/\n\s*\n/).flatMap((stanza) => {
    const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, "im").exec(stanza)?.[1]?.trim() ?? "";
    const signedBy = field("Signed-By");
    return field("Types").split(/\s+/).includes("deb")
      ? field("URIs")
          .split(/\s+/)
          .map((address) => ({ address, signedBy: signedBy.startsWith("/") ? signedBy : null }))
      : [];
  });
}

/** Prepares a private state folder for apt that knows one suite of a source and nothing else. */
export function writeAptState(folder: string, source: DebianSource, suite: string): void {
  for (const part of ["lists/partial", "archives/partial"])
    mkdirSync(join(folder, part), { recursive: true });
  writeFileSync(join(folder, "status"), "");
  const options = source.signedBy === null ? "" : `[signed-by=${source.signedBy}] `;
  writeFileSync(join(folder, "sources.list"), `deb ${options}${source.address} ${suite} main\n`);
}

/** Options that make apt-get use that folder only: nothing of the machine's own package state is read or changed. */
export function aptArguments(folder: string): string[] {
  const options = {
    "Dir::State": folder,
    "Dir::State::lists": join(folder, "lists"),
    "Dir::State::status": join(folder, "status"),
    "Dir::Cache": folder,
    "Dir::Etc::SourceList": join(folder, "sources.list"),
    "Dir::Etc::SourceParts": "/dev/null",
    "Debug::NoLocking": "1",
    "APT::Sandbox::User": "root",
    "Acquire::Languages": "none",
    "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled": "false",
    "Acquire::Retries": "0",
  };
  return ["-q", ...Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`])];
}
