import { describe, expect, it } from "vitest";
import { readOneLineSources, readStanzas } from "./debian-source.ts";

describe("package sources", () => {
  it("reads the one-line form with and without options", () => {
    const text =
      "# deb http://old.example/debian a main\ndeb [arch=amd64 signed-by=/k.gpg] http://a.example/debian b main\ndeb http://c.example/other d main\n";
    expect(readOneLineSources(text)).toEqual([
      { address: "http://a.example/debian", signedBy: "/k.gpg" },
      { address: "http://c.example/other", signedBy: null },
    ]);
  });

  it("reads stanzas and leaves source-only ones out", () => {
    const text =
      "Types: deb deb-src\nURIs: http://a.example/debian http://b.example/debian\nSuites: x\nSigned-By: /k.pgp\n\nTypes: deb-src\nURIs: http://c.example/debian\n";
    expect(readStanzas(text)).toEqual([
      { address: "http://a.example/debian", signedBy: "/k.pgp" },
      { address: "http://b.example/debian", signedBy: "/k.pgp" },
    ]);
  });

  it("does not take an embedded key for a path", () => {
    expect(
      readStanzas("Types: deb\nURIs: http://a.example/debian\nSigned-By: -----BEGIN\n")[0]?.signedBy,
    ).toBeNull();
  });
});
