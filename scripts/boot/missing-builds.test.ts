import { expect, it } from "vitest";
import { listMissingBuilds } from "./missing-builds.mjs";

it("names the builds of other platforms that a lock lacks, guarded by their platform", () => {
  const packages = {
    "": { name: "root" },
    "node_modules/tool": {
      version: "1.2.3",
      dev: true,
      optionalDependencies: {
        "@tool/darwin-arm64": "1.2.3",
        "@tool/windows-64": "1.2.3",
        "@tool/linux-x64": "1.2.3",
        "plain-optional": "1.0.0",
        "@tool/freebsd-x64": "^1.2.3",
      },
    },
    "node_modules/@tool/linux-x64": { version: "1.2.3" },
  };
  expect(listMissingBuilds(packages)).toEqual({
    "node_modules/@tool/darwin-arm64": {
      version: "1.2.3",
      cpu: ["arm64"],
      os: ["darwin"],
      dev: true,
      optional: true,
    },
    "node_modules/@tool/windows-64": {
      version: "1.2.3",
      cpu: ["x64"],
      os: ["win32"],
      dev: true,
      optional: true,
    },
  });
});
