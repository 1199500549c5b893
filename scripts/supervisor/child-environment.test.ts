import { describe, expect, it, onTestFinished, vi } from "vitest";
import { readSettings } from "../boot/settings.mjs";
import { composeEnvironments, withRole } from "./child-environment.ts";
import type { Secrets } from "./secrets.ts";

const secrets: Secrets = {
  superuserPassword: "superuser-secret",
  pipelinePassword: "pipeline-secret",
  webPassword: "web-secret",
  internalMqttPassword: "internal-secret",
  simulatorMqttPassword: "simulator-secret",
  authSecret: "auth-secret",
};
const ownerUrl = "postgres://postgres:superuser-secret@127.0.0.1:5432/arterial";

function valuesOf(environment: Record<string, string | undefined>): string {
  return Object.values(environment).join("\n");
}

describe("the environments of the processes", () => {
  const environments = composeEnvironments(readSettings({}, []), secrets, ownerUrl, {});

  it("gives no process another one's secrets", () => {
    expect(valuesOf(environments.web)).not.toMatch(/superuser-secret|pipeline-secret|simulator-secret/);
    expect(valuesOf(environments.pipeline)).not.toMatch(/superuser-secret|web-secret|auth-secret/);
    expect(valuesOf(environments.simulator)).not.toMatch(
      /superuser-secret|pipeline-secret|web-secret|auth-secret|internal/,
    );
  });

  it("gives the pipeline alone its account at an external broker", () => {
    vi.stubEnv("MQTT_PASSWORD", "broker-secret");
    onTestFinished(() => void vi.unstubAllEnvs());
    const { pipeline, ...others } = composeEnvironments(readSettings({}, []), secrets, ownerUrl, process.env);
    expect(pipeline.MQTT_PASSWORD).toBe("broker-secret");
    for (const environment of Object.values(others))
      expect(valuesOf(environment)).not.toMatch(/broker-secret/);
  });

  it("keeps what the caller set for an external part", () => {
    const own = { PIPELINE_DATABASE_URL: "postgres://p@db/x", INTERNAL_MQTT_USERNAME: "console" };
    const { pipeline, web } = composeEnvironments(readSettings({}, []), secrets, ownerUrl, own);
    expect(pipeline.PIPELINE_DATABASE_URL).toBe("postgres://p@db/x");
    expect(web.INTERNAL_MQTT_USERNAME).toBe("console");
  });

  it("takes an address that is set to nothing for one that is not set", () => {
    const own = { PIPELINE_DATABASE_URL: "", WEB_DATABASE_URL: "" };
    const { pipeline, web } = composeEnvironments(readSettings({}, []), secrets, ownerUrl, own);
    expect(pipeline.PIPELINE_DATABASE_URL).toBe(environments.pipeline.PIPELINE_DATABASE_URL);
    expect(web.WEB_DATABASE_URL).toBe(environments.web.WEB_DATABASE_URL);
  });

  it("loads the recorded history only with the demo city", () => {
    expect(environments.pipeline.HISTORY_FILE).toMatch(/demo-city/);
    const empty = composeEnvironments(readSettings({}, ["--empty"]), secrets, ownerUrl, {});
    expect(empty.pipeline.HISTORY_FILE).toBeUndefined();
  });

  it("escapes a password in an address", () => {
    expect(new URL(withRole(ownerUrl, "arterial_web", "a/b@c")).host).toBe("127.0.0.1:5432");
  });
});
