import { describe, expect, it } from "vitest";
import { envSchema } from "../env.ts";
import { contentSecurityPolicy } from "../http/security-headers.ts";
import { createBasemap } from "./basemap.ts";

const NEEDED = {
  DATABASE_URL: "postgres://console@localhost/arterial",
  INTERNAL_MQTT_USERNAME: "gateway",
  INTERNAL_MQTT_PASSWORD: "secret",
};
const settings = (own: Record<string, string>) => envSchema.safeParse({ ...NEEDED, ...own });

describe("the settings of the basemap", () => {
  it.each([
    [{}],
    [{ MAP_STYLE_URL: "https://maps.city.example/style.json" }],
    [{ BASEMAP_PMTILES: "/srv/city.pmtiles" }],
    [{ BASEMAP_PMTILES: "https://maps.city.example/city.pmtiles" }],
  ])("take %o", (own) => {
    expect(settings(own).success).toBe(true);
  });

  it.each([
    [{ MAP_STYLE_URL: "maps.city.example/style.json" }, /MAP_STYLE_URL|URL/],
    [{ MAP_STYLE_URL: "file:///style.json" }, /URL/],
    [{ BASEMAP_PMTILES: "city.pmtiles" }, /neither an absolute path nor an http/],
    [{ BASEMAP_PMTILES: "/a.pmtiles", MAP_STYLE_URL: "https://a.example/s.json" }, /beside MAP_STYLE_URL/],
  ])("refuse %o", (own, message) => {
    expect(
      settings(own)
        .error?.issues.map((issue) => issue.message)
        .join(),
    ).toMatch(message);
  });
});

describe("a basemap", () => {
  const connectSrc = (origins: readonly string[]) =>
    /connect-src [^;]*/.exec(contentSecurityPolicy("abc", { connectTo: origins }))?.[0];

  it("is none unless it is set, and then pages connect to their own origin only", () => {
    const { place, origins, archive } = createBasemap({});
    expect([place, archive, connectSrc(origins)]).toEqual([undefined, undefined, "connect-src 'self'"]);
  });

  it("of a style opens the style's origin, and nothing else", () => {
    const url = "https://maps.city.example:8443/styles/day.json?key=1";
    const { place, origins, archive } = createBasemap({ MAP_STYLE_URL: url });
    expect([place, archive]).toEqual([{ type: "style", url }, undefined]);
    expect(connectSrc(origins)).toBe("connect-src 'self' https://maps.city.example:8443");
    const policy = contentSecurityPolicy("abc", { connectTo: origins });
    expect(policy.replace(/connect-src [^;]*/, "")).not.toMatch(/https?:|\*/);
  });

  it("of an archive comes from this server, wherever the archive lies", () => {
    const { place, origins, archive } = createBasemap({
      BASEMAP_PMTILES: "https://a.example/city.pmtiles",
    });
    expect([place, origins, typeof archive]).toEqual([{ type: "pmtiles" }, [], "function"]);
  });
});
