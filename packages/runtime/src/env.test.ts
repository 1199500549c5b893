import { expect, it } from "vitest";
import { z } from "zod";
import { EnvError, parseEnv } from "./env.ts";

const schema = z.object({
  PORT: z.coerce.number().int().default(3000),
  DATABASE_URL: z.url(),
  KAFKA_BROKERS: z.string().optional(),
});

it("parses values and fills defaults", () => {
  expect(parseEnv(schema, { DATABASE_URL: "postgres://localhost/a" })).toEqual({
    PORT: 3000,
    DATABASE_URL: "postgres://localhost/a",
  });
});

it("takes an empty variable as absent", () => {
  const env = parseEnv(schema, { DATABASE_URL: "postgres://localhost/a", KAFKA_BROKERS: "", PORT: "" });
  expect(env).toEqual({ PORT: 3000, DATABASE_URL: "postgres://localhost/a" });
});

it("names every wrong variable and never its value", () => {
  const attempt = () => parseEnv(schema, { PORT: "s3cret-port" });
  expect(attempt).toThrow(EnvError);
  try {
    attempt();
  } catch (error) {
    expect((error as EnvError).variables).toEqual(["PORT", "DATABASE_URL"]);
    expect(String(error)).toContain("DATABASE_URL: is not set");
    expect(String(error)).not.toContain("s3cret");
  }
});
