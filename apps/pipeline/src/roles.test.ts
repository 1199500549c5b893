import { expect, it } from "vitest";
import { readPipelineEnv } from "./env.ts";
import { readRoles } from "./roles.ts";

const base = { PIPELINE_DATABASE_URL: "postgres://127.0.0.1/arterial" };
const kafka = { ...base, KAFKA_BROKERS: "127.0.0.1:9092" };
const rolesOf = (args: string[], env: Record<string, string> = base) =>
  [...readRoles(args, readPipelineEnv(env))].sort();

it("is everything in one process unless told", () => {
  expect(rolesOf([])).toEqual(["ingest", "jobs", "process", "sink"]);
  expect(rolesOf(["--roles", "ingest,process,sink,jobs"])).toHaveLength(4);
});

it("is what was asked for when the log is outside the process", () => {
  expect(rolesOf(["--roles", "sink"], kafka)).toEqual(["sink"]);
  expect(rolesOf(["--roles", "ingest,sink"], kafka)).toEqual(["ingest", "sink"]);
  expect(rolesOf(["--roles", "process"], { ...kafka, REDIS_URL: "redis://127.0.0.1" })).toEqual(["process"]);
});

it.each<[string, string[], Record<string, string>, string]>([
  ["roles without Kafka", ["--roles", "sink"], base, "KAFKA_BROKERS"],
  ["a process that cannot reach the console", ["--roles", "process"], kafka, "REDIS_URL"],
  ["an unknown role", ["--roles", "sink,cook"], kafka, "--roles"],
  ["no role", ["--roles", ""], kafka, "--roles"],
  ["a role left out", ["--roles"], kafka, "--roles"],
])("refuses %s with a sentence", (_case, args, env, variable) => {
  expect(() => rolesOf(args, env)).toThrow(expect.objectContaining({ variables: [variable] }));
});
