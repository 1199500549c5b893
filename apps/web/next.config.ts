import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const YEAR_CACHE = [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }];

const config: NextConfig = {
  transpilePackages: ["@arterial/api", "@arterial/domain", "@arterial/runtime"],
  turbopack: { root: repositoryRoot },
  outputFileTracingRoot: repositoryRoot,
  // Several checkouts' worth of servers can run beside each other when each has a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  // Types are checked by `npm run verify`; a start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  allowedDevOrigins: ["127.0.0.1"],
  headers: () =>
    Promise.resolve([
      // The map's worker lies under its own version, so it never changes at its address.
      { source: "/maplibre/:version/:file*", headers: YEAR_CACHE },
    ]),
};

export default config;
