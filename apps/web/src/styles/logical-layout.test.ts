import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const SOURCE = dirname(dirname(fileURLToPath(import.meta.url)));

/** Class names of one fixed side; `ms-`, `pe-`, `start-`, `border-e` and their like follow the reading direction. */
const FIXED_CLASS =
  /(?<=[\s"`:])-?(?:(?:m|p|scroll-m|scroll-p)[lr]-[\w[\]./()%-]+|(?:left|right)-[\w[\]./()%-]+|border-[lr](?:-[\w-]+)?|rounded-(?:[lr]|[tb][lr])(?:-[\w-]+)?|text-(?:left|right)|float-(?:left|right))(?=[\s"`])/g;
/** Declarations of one fixed side. */
const FIXED_DECLARATION = /^\s*(?:(?:margin|padding|border)-(?:left|right)|text-align:\s*(?:left|right))/gm;

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name) && !name.includes(".test."))
    .map((name) => join(folder, name));
}

function findAll(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(pattern)].map(
      ([found]) => `${relative(SOURCE, file)}: ${found.trim()}`,
    ),
  );
}

it("names no fixed side in class names, so that the page mirrors for languages read from the right", () => {
  expect(findAll(filesIn(SOURCE, /\.tsx$/), FIXED_CLASS)).toEqual([]);
});

it("names no fixed side in margins, paddings, borders and alignment of style sheets", () => {
  const sheets = filesIn(SOURCE, /\.css$/).filter((file) => !file.endsWith("tokens.css"));
  expect(findAll(sheets, FIXED_DECLARATION)).toEqual([]);
});
