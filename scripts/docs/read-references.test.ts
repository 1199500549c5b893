import { describe, expect, it } from "vitest";
import { readReferences } from "./read-references.ts";

describe("readReferences", () => {
  it("finds repository paths in code spans and expands braces", () => {
    expect(readReferences("See `packages/domain/src/{air,traffic}` and `some/other/path`.")).toEqual([
      { kind: "path", value: "packages/domain/src/air", line: 1 },
      { kind: "path", value: "packages/domain/src/traffic", line: 1 },
    ]);
  });

  it("finds npm scripts in prose and in fenced code", () => {
    const text = "Run `npm start`.\n```sh\nnpm run verify # quick\n```";
    expect(readReferences(text)).toEqual([
      { kind: "script", value: "start", line: 1 },
      { kind: "script", value: "verify", line: 3 },
    ]);
  });

  it("finds the file of a benchmark that is named", () => {
    expect(readReferences("`npm run bench -- ingest --json`").map((reference) => reference.value)).toEqual([
      "bench",
      "bench/ingest.ts",
    ]);
  });

  it("finds relative links and leaves addresses and anchors alone", () => {
    const text = "[a](docs/a.md#part) [b](https://example.org/x) [c](#here)";
    expect(readReferences(text)).toEqual([{ kind: "link", value: "docs/a.md", line: 1 }]);
  });

  it("leaves placeholders out", () => {
    expect(readReferences("`packages/<name>/src` and `apps/*/src` and `npm run bench -- <name>`")).toEqual([
      { kind: "script", value: "bench", line: 1 },
    ]);
  });
});
