import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FileError, readFileBytes } from "./file-bytes.ts";

const packed = gzipSync(Buffer.from(Array.from({ length: 5_000 }, (_, n) => n * n).join()));
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "arterial-files-"));
  await writeFile(join(folder, "whole.gz"), packed);
  await writeFile(join(folder, "cut.gz"), packed.subarray(0, packed.length / 2));
  await writeFile(join(folder, "none.gz"), "");
  await writeFile(join(folder, "text.gz"), "plain text");
});
afterAll(() => rm(folder, { recursive: true }));

async function textOf(name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of readFileBytes(join(folder, name))) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

describe("readFileBytes", () => {
  it("unpacks what is packed", async () => {
    expect(await textOf("whole.gz")).toMatch(/^0,1,4,.*,24990001$/);
  });

  it.each([
    ["cut.gz", /cut\.gz is cut short/],
    ["none.gz", /none\.gz is cut short/],
    ["text.gz", /text\.gz is not gzip/],
    ["nowhere.xml", /nowhere\.xml cannot be read: there is no such file/],
    ["nowhere.gz", /nowhere\.gz cannot be read: there is no such file/],
    [".", /cannot be read: it is a folder/],
  ])("says in a sentence what is wrong with %s", async (name, sentence) => {
    const reading = textOf(name);
    await expect(reading).rejects.toBeInstanceOf(FileError);
    await expect(reading).rejects.toThrow(sentence);
  });
});
