import type { DebianPackage } from "./debian-packages.ts";

const SYSTEM_LIBRARIES: readonly DebianPackage[] = [
  {
    name: "libssl3",
    version: "3.0.20-1~deb12u2",
    sha256: "89be24b41bff568ee6e7caf5680a3d808e80315ed92e407056ce0fa7a5bda025",
  },
  {
    name: "libsystemd0",
    version: "252.39-1~deb12u2",
    sha256: "013c07514a9e4933b2d5c098018695a6aa42d085dbc483ce2c094a954c8a1b0a",
  },
  {
    name: "libcap2",
    version: "1:2.66-4+deb12u3+b1",
    sha256: "8d684c673e7483802a5c447834b0df6fce006eb3a7109e1be412f5ad425bb24f",
  },
  {
    name: "libgcrypt20",
    version: "1.10.1-3+deb12u1",
    sha256: "e7a56552139c693904a6f9712234c05fe918353273a7cbdb5e62f423ad71bb97",
  },
  {
    name: "libgpg-error0",
    version: "1.46-1",
    sha256: "89944ee11d7370ce6ef46fc52f094c4a6512eff8943ec4c6ebefeae6360ceada",
  },
  {
    name: "liblzma5",
    version: "5.4.1-1+deb12u1",
    sha256: "f96d8876b53ec89d76a992bc199679b818cf518225a768954d9451fb556a4eb7",
  },
  {
    name: "libzstd1",
    version: "1.5.4+dfsg2-5",
    sha256: "6315b5ac38b724a710fb96bf1042019398cb656718b1522279a5185ed39318fa",
  },
  {
    name: "liblz4-1",
    version: "1.9.4-1",
    sha256: "64cde86cef1deaf828bd60297839b59710b5cd8dc50efd4f12643caaee9389d3",
  },
];

/** Mosquitto 2.0.11 with its libraries. */
export const MOSQUITTO_PACKAGES: readonly DebianPackage[] = [
  {
    name: "mosquitto",
    version: "2.0.11-1.2+deb12u2",
    sha256: "a49e90d58d84bded78b96f09aece0e3a3dd432fb4b0620ef5012f3718094c24b",
  },
  {
    name: "libmosquitto1",
    version: "2.0.11-1.2+deb12u2",
    sha256: "91aaf63e3ce4cafdbeaf33be4111917ff8095870701d9693d094a9716330992f",
  },
  {
    name: "libcjson1",
    version: "1.7.15-1+deb12u4",
    sha256: "ae043c62e2740072f3c5cc0324ec36659331208f2155de74c89a24801627338c",
  },
  {
    name: "libdlt2",
    version: "2.18.8-6",
    sha256: "4ae1785ddcfdd94a7ed70a180bb73d09b9fca2f6af815b27fe64e726a30a86f4",
  },
  {
    name: "libwrap0",
    version: "7.6.q-32",
    sha256: "cbce2669a3ba4d74cfdc52b14f38014893e23d85a33d109a3422c342eefc55f8",
  },
  ...SYSTEM_LIBRARIES,
];

/** Redis 7.0.15 with its libraries. */
export const REDIS_PACKAGES: readonly DebianPackage[] = [
  {
    name: "redis-server",
    version: "5:7.0.15-1~deb12u7",
    sha256: "1f43e46f153d1653586e72871dd3e2ea08acba5c3d2b38b02f90d63d16352cac",
  },
  {
    name: "redis-tools",
    version: "5:7.0.15-1~deb12u7",
    sha256: "3c8cd27847c6a06b6f6c29e7415a9057462a89661e3a8e2eb8dd5b2d7830bb40",
  },
  {
    name: "libatomic1",
    version: "12.2.0-14+deb12u1",
    sha256: "fbd4e154a6b444229ea002cc209df099209c0adc09102e5fd21239a3d2b55e2d",
  },
  {
    name: "libjemalloc2",
    version: "5.3.0-1",
    sha256: "a4117c23c5c8acf6c9678a6cb086f000b79476369da7efe8a78a70826956ad3d",
  },
  {
    name: "liblzf1",
    version: "3.6-3",
    sha256: "9854b0866201b63e04f1e446f45f01ef4a6f72c61f2250b75f944f6046cc7e8c",
  },
  {
    name: "libgcc-s1",
    version: "12.2.0-14+deb12u1",
    sha256: "3016e62cb4b7cd8038822870601f5ed131befe942774d0f745622cc77d8a88f7",
  },
  {
    name: "libstdc++6",
    version: "12.2.0-14+deb12u1",
    sha256: "5cd3171216d4ab0fc911cfe9c35509bf2dd8f47761c43b7f6a4296701551a24d",
  },
  ...SYSTEM_LIBRARIES,
];
