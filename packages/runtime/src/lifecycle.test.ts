import { expect, it } from "vitest";
import { createScope } from "./lifecycle.ts";
import { createLogger } from "./logger.ts";

const logger = createLogger({ name: "test", level: "silent" });

function part(name: string, log: string[]) {
  return () => {
    log.push(`start ${name}`);
    return { value: name, stop: () => void log.push(`stop ${name}`) };
  };
}

it("starts in order, stops in reverse, and stops once", async () => {
  const log: string[] = [];
  const scope = createScope(logger);
  expect(await scope.start("database", part("database", log))).toBe("database");
  await scope.start("broker", part("broker", log));
  await Promise.all([scope.stop(), scope.stop()]);
  expect(log).toEqual(["start database", "start broker", "stop broker", "stop database"]);
});

it("rolls back what had started when a later part fails, and keeps the cause", async () => {
  const log: string[] = [];
  const scope = createScope(logger);
  const cause = new Error("port taken");
  await scope.start("database", part("database", log));
  const failing = scope.start("broker", () => Promise.reject(cause));
  await expect(failing).rejects.toMatchObject({ message: "broker did not start", cause });
  expect(log).toEqual(["start database", "stop database"]);
});

it("stops the rest when one part fails to stop, and reports it", async () => {
  const log: string[] = [];
  const scope = createScope(logger);
  await scope.start("database", part("database", log));
  await scope.start("broker", () => ({ value: 1, stop: () => Promise.reject(new Error("stuck")) }));
  await expect(scope.stop()).rejects.toThrow(AggregateError);
  expect(log).toEqual(["start database", "stop database"]);
});

it("refuses to start a part while stopping", async () => {
  const scope = createScope(logger);
  await scope.stop();
  await expect(scope.start("late", part("late", []))).rejects.toThrow("late");
});
