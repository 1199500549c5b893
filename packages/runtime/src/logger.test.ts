import { expect, it } from "vitest";
import { createLogger } from "./logger.ts";

function collect() {
  const lines: string[] = [];
  return { lines, write: (line: string) => void lines.push(line) };
}

it("writes one JSON object per event with the process's name", () => {
  const out = collect();
  createLogger({ name: "pipeline" }, out).info({ port: 1883 }, "listening");
  expect(out.lines).toHaveLength(1);
  expect(JSON.parse(out.lines[0] ?? "")).toMatchObject({ name: "pipeline", port: 1883, msg: "listening" });
});

it("never writes passwords or tokens", () => {
  const out = collect();
  createLogger({ name: "web" }, out).warn(
    { password: "hunter2", user: { token: "t0k3n" } },
    "sign-in refused",
  );
  expect(out.lines[0]).not.toMatch(/hunter2|t0k3n/);
});

it("keeps quiet below its level", () => {
  const out = collect();
  createLogger({ name: "web", level: "warn" }, out).info("detail");
  expect(out.lines).toEqual([]);
});
