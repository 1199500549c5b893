const SYSTEMS = new Map([
  ["android", "android"],
  ["darwin", "darwin"],
  ["freebsd", "freebsd"],
  ["linux", "linux"],
  ["openharmony", "openharmony"],
  ["win32", "win32"],
  ["windows", "win32"],
]);
const PROCESSORS = new Map([
  ["64", "x64"],
  ["x64", "x64"],
  ["arm64", "arm64"],
  ["arm", "arm"],
  ["ia32", "ia32"],
  ["ppc64", "ppc64"],
  ["riscv64", "riscv64"],
  ["s390x", "s390x"],
]);

/**
 * The optional builds for some platform that packages of a lock name in an exact version and the lock lacks, as
 * entries that npm installs on that platform only. A name that tells no platform is left out.
 * @param {Record<string, any>} packages the `packages` of a package-lock.json, version 3
 * @returns {Record<string, object>}
 */
export function listMissingBuilds(packages) {
  const missing = {};
  for (const owner of Object.values(packages)) {
    for (const [name, version] of Object.entries(owner.optionalDependencies ?? {})) {
      const key = `node_modules/${name}`;
      const platform = platformOf(name);
      if (packages[key] || !platform || !/^\d+\.\d+\.\d+/.test(version)) continue;
      missing[key] = { version, ...platform, ...(owner.dev ? { dev: true } : {}), optional: true };
    }
  }
  return missing;
}

function platformOf(name) {
  const words = name.split(/[/-]/);
  const system = words.map((word) => SYSTEMS.get(word)).find(Boolean);
  const processor = words.map((word) => PROCESSORS.get(word)).find(Boolean);
  return system && processor ? { cpu: [processor], os: [system] } : null;
}
