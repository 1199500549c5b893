import { DOMAINS as DOMAINS_OF_KINDS } from "@arterial/domain/device-kind";
import { describe, expect, it } from "vitest";
import { checkDomainFolders, checkFileShape, checkFolderNames } from "./check-layout.ts";
import { readSourceModule } from "./read-imports.ts";
import { DOMAINS, LAYERS } from "./rules.ts";

const complete = LAYERS.flatMap((layer) => DOMAINS.map((domain) => `${layer}/${domain}/a.ts`));

describe("the layout", () => {
  it("asks for the domains that the vocabulary has", () => {
    expect([...DOMAINS].sort()).toEqual([...DOMAINS_OF_KINDS].sort());
  });

  it("accepts a tree that has every domain in every layer, as a folder or as one file", () => {
    expect(checkDomainFolders(complete)).toEqual([]);
    expect(checkDomainFolders(complete.map((path) => path.replace("/a.ts", ".ts")))).toEqual([]);
  });

  it("names the layer that lacks a domain", () => {
    const files = complete.filter((path) => path !== "packages/api/src/weather/a.ts");
    expect(checkDomainFolders(files)).toEqual([
      "packages/api/src: the weather domain is missing in this layer",
    ]);
  });

  it("refuses folders with vague names", () => {
    expect(
      checkFolderNames(["packages/db/src/utils/deep/a.ts", "packages/db/src/city/types.ts"]),
    ).toHaveLength(1);
  });

  it("refuses a file that is too long", () => {
    expect(checkFileShape("a.ts", 401, false)).toHaveLength(1);
    expect(checkFileShape("a.ts", 400, false)).toEqual([]);
  });

  it("recognises a barrel and leaves a module that adds something alone", () => {
    expect(readSourceModule("a.ts", `export * from "./b.ts"; export { c } from "./c.ts";`).isBarrel).toBe(
      true,
    );
    expect(readSourceModule("a.ts", `export { c } from "./c.ts"; export const d = 1;`).isBarrel).toBe(false);
    expect(readSourceModule("a.ts", "").isBarrel).toBe(false);
  });
});
