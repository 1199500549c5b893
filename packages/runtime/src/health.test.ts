import { expect, it } from "vitest";
import { createHealth } from "./health.ts";

it("is ok when all parts are", async () => {
  const health = createHealth();
  health.register("database", () => ({ status: "ok" }));
  expect(await health.report()).toEqual({ status: "ok", parts: { database: { status: "ok" } } });
});

it("is as bad as its worst part, and a check that throws is down", async () => {
  const health = createHealth();
  health.register("broker", () => ({ status: "degraded", detail: "3 devices silent" }));
  health.register("database", () => Promise.reject(new Error("connection refused")));
  const report = await health.report();
  expect(report.status).toBe("down");
  expect(report.parts.database).toEqual({ status: "down", detail: "connection refused" });
});

it("does not wait for a check that hangs", async () => {
  const health = createHealth(1);
  health.register("database", () => new Promise(() => {}));
  expect((await health.report()).status).toBe("down");
});

it("forgets a part that has ended, but not one that has come in its place", async () => {
  const health = createHealth();
  const unregister = health.register("feed", () => ({ status: "degraded" }));
  health.register("feed", () => ({ status: "ok" }));
  unregister();
  expect((await health.report()).parts).toEqual({ feed: { status: "ok" } });
  health.register("feed", () => ({ status: "down" }))();
  expect(await health.report()).toEqual({ status: "ok", parts: {} });
});
