import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AbnormalItem } from "@arterial/domain/live/frame";
import { expect, it } from "vitest";
import type { FigureView } from "../features/figures/prepare-figure.ts";
import { ENGLISH } from "../i18n/messages.ts";
import { createTimeFormat } from "../ui/format-time.ts";
import { PALETTES } from "../ui/tokens.ts";
import { prepareLastKnown } from "./last-known.ts";
import { LAST_KNOWN_KEY } from "./last-known-store.ts";

const read = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../../public/${name}`, import.meta.url)), "utf8");

function item(id: string, severity: 1 | 2 | 3 | 4): AbnormalItem {
  return {
    id,
    severity,
    kind: "parking",
    subject: { type: "device", id: "parking-01" },
    point: [0, 0],
    code: "parking.full",
    params: { place: `P${id}`, percent: 97 },
    since: 0,
    segmentIds: [],
  };
}

const figure: FigureView = {
  id: "air",
  name: "Air",
  value: "42",
  unit: "Good",
  age: "fresh",
  ageNote: null,
  note: "",
  direction: null,
  quality: "",
  basis: "",
  aside: [],
  isDoubtful: false,
  trend: [],
  typical: null,
};

it("says of a figure how old it was, and gives no value of one that was silent", () => {
  const ages: Partial<FigureView>[] = [
    {},
    { age: "stale", ageNote: "silent since 16:58:00 CET" },
    { age: "offline", ageNote: "silent since 12:00:00 CET" },
  ];
  const { figures } = prepareLastKnown({
    city: "Lindhaven",
    figures: ages.map((changes) => ({ ...figure, ...changes })),
    abnormal: [],
    updatedAt: 0,
    seenAt: 0,
    timeFormat: createTimeFormat("Europe/Berlin"),
    messages: ENGLISH,
  });
  expect(figures.map(([, value]) => value)).toEqual([
    "42 Good",
    "42 Good (silent since 16:58:00 CET)",
    "– silent since 12:00:00 CET",
  ]);
});

it("puts what is known into words, the worst first, and leaves the age to whoever reads it", () => {
  const known = prepareLastKnown({
    city: "Lindhaven",
    figures: [],
    abnormal: [item("4", 4), item("1", 1)],
    updatedAt: Date.parse("2026-11-17T16:42:08Z"),
    seenAt: 5,
    timeFormat: createTimeFormat("Europe/Berlin"),
    messages: ENGLISH,
  });
  expect(known.abnormal).toEqual(["S1 Car park full, P1, 97 %", "S4 Car park full, P4, 97 %"]);
  expect(known.words.lastUpdate).toBe("Last update 17:42:08 CET, {age} ago.");
  expect(known.words.asKnown).toBe("Abnormal at 17:42:08 CET");
});

it("is read where it is written", () => {
  expect(read("offline/offline.js")).toContain(`"${LAST_KNOWN_KEY}"`);
});

it("keeps the offline page under the version of its files, so that a change of them is fetched", () => {
  const hash = createHash("sha256");
  for (const name of ["index.html", "offline.css", "offline.js"]) hash.update(read(`offline/${name}`));
  const version = hash.digest("hex").slice(0, 12);
  expect(read("sw.js")).toContain(`const VERSION = "${version}";`);
});

it("draws the offline page in the console's colours", () => {
  const known = new Set([PALETTES.dark, PALETTES.light].flatMap((palette) => Object.values(palette)));
  const used = read("offline/offline.css").match(/#[\da-f]{6}/g) ?? [];
  expect(used.length).toBeGreaterThan(10);
  for (const colour of used) expect(known).toContain(colour.toUpperCase());
});
