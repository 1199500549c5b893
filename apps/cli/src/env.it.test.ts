import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readCliEnv } from "./env.ts";

describe("readCliEnv", () => {
  it("prefers DATABASE_URL to what the running installation noted", () => {
    const dataDir = mkdtempSync(join(tmpdir(), "arterial-cli-"));
    writeFileSync(join(dataDir, "connection.json"), JSON.stringify({ databaseUrl: "postgres://noted" }));
    expect(readCliEnv({ DATA_DIR: dataDir }).databaseUrl).toBe("postgres://noted");
    expect(readCliEnv({ DATA_DIR: dataDir, DATABASE_URL: "postgres://given" }).databaseUrl).toBe(
      "postgres://given",
    );
  });

  it("says how to start when nothing runs", () => {
    expect(() => readCliEnv({ DATA_DIR: join(tmpdir(), "arterial-nowhere"), DATABASE_URL: "" })).toThrow(
      /npm start/,
    );
  });
});
