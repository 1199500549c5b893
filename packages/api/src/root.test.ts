import { DOMAINS } from "@arterial/domain/device-kind";
import { expect, it } from "vitest";
import { appRouter } from "./root.ts";

it("has a router for every domain, with the history of its devices", () => {
  const procedures = Object.keys(appRouter._def.procedures);
  for (const domain of DOMAINS) expect(procedures).toContain(`${domain}.deviceHistory`);
});
