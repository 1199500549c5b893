import { describe, expect, it } from "vitest";
import { checkNode } from "./check-machine.mjs";
import { readSettings } from "./settings.mjs";

describe("readSettings", () => {
  it("has the documented defaults", () => {
    expect(readSettings({}, [])).toMatchObject({
      port: 3000,
      mqttPort: 1883,
      metricsPort: 9464,
      isEmpty: false,
      databaseUrl: null,
    });
    expect(readSettings({}, []).dataDir).toMatch(/\.data$/);
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readSettings({ PORT: "", DATABASE_URL: "" }, [])).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it.each([
    [{ PORT: "http" }, [], "PORT"],
    [{ MQTT_PORT: "70000" }, [], "MQTT_PORT"],
    [{ PORT: "1883" }, [], "must differ"],
    [{}, ["--emty"], "--emty"],
  ])("refuses %j %j", (environment, args, expected) => {
    expect(() => readSettings(environment, args)).toThrow(expected);
  });
});

describe("checkNode", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.21.0"])("accepts Node %s", (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(["18.20.0", "20.18.3"])("refuses Node %s with a way out", (version) => {
    expect(() => checkNode(version)).toThrow(/Install a current Node/);
  });
});
