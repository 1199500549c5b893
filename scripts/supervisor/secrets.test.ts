import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readSecrets } from "./secrets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "arterial-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

it("makes secrets once, for the owner's eyes only", () => {
  const made = readSecrets(folder);
  expect(new Set(Object.values(made)).size).toBe(Object.keys(made).length);
  expect(readSecrets(folder)).toEqual(made);
  expect(readdirSync(folder)).toEqual(["secrets.json"]);
  expect(statSync(join(folder, "secrets.json")).mode & 0o077).toBe(0);
});

it("keeps what is known and adds what a newer version needs", () => {
  const known = "k".repeat(32);
  writeFileSync(join(folder, "secrets.json"), JSON.stringify({ authSecret: known }));
  expect(readSecrets(folder).authSecret).toBe(known);
  expect(readSecrets(folder)).toEqual(readSecrets(folder));
});

it("says what to do when the file is damaged, and leaves it alone", () => {
  writeFileSync(join(folder, "secrets.json"), `{"authSecret": "x`);
  expect(() => readSecrets(folder)).toThrow(/cannot be read. Put the file back/);
  expect(() => readSecrets(folder)).toThrow(/another DATA_DIR/);
});
