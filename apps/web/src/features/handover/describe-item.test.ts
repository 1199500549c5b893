import { expect, it } from "vitest";
import { GERMAN } from "../../i18n/de/catalogue.ts";
import { ENGLISH } from "../../i18n/messages.ts";
import { describeItem } from "./describe-item.ts";
import type { HandoverItem } from "./use-handover.ts";

type Note = Extract<HandoverItem, { type: "note" }>;

const common = { since: 0, remark: "", isOver: false };
const note: Note = {
  ...common,
  type: "note",
  key: "note 1",
  id: "1",
  text: "",
  milestone: "T3",
  author: "Ada",
  incidentId: "congestion:a",
  incident: { code: "congestion.severe", kind: "congestion", place: "Harbour Street" },
};

it("a note on an incident says where that is and what, and leads to it", () => {
  const title = ENGLISH.incidents.milestones.T3;
  expect(describeItem(note, ENGLISH)).toEqual({
    title,
    name: `${title}, Harbour Street`,
    detail: `Harbour Street · ${ENGLISH.abnormal.titles["congestion.severe"]} · by Ada`,
    href: "/?sel=abnormal:congestion%3Aa",
  });
  expect(describeItem(note, GERMAN).detail).toBe(
    `Harbour Street · ${GERMAN.abnormal.titles["congestion.severe"]} · von Ada`,
  );
});

it("notes of two incidents on which the same was reported are told apart", () => {
  const other: Note = {
    ...note,
    incidentId: "congestion:b",
    incident: { code: "congestion.severe", kind: "congestion", place: "Quayside" },
  };
  const [a, b] = [describeItem(note, ENGLISH), describeItem(other, ENGLISH)];
  expect(a.title).toBe(b.title);
  expect([a.name === b.name, a.detail === b.detail, a.href === b.href]).toEqual([false, false, false]);
});

it("a note leads to an incident of which nothing is known any more, and to nothing where it has none", () => {
  const text = { ...note, text: "Gate 3 jams", milestone: null, incident: null };
  const words = { title: "Gate 3 jams", name: "Gate 3 jams", detail: "by Ada" };
  expect(describeItem(text, ENGLISH)).toEqual({ ...words, href: "/?sel=abnormal:congestion%3Aa" });
  expect(describeItem({ ...text, incidentId: null }, ENGLISH)).toEqual({ ...words, href: null });
});

it("incidents lead to their place on the list, faults to their device", () => {
  const incident: HandoverItem = {
    ...common,
    type: "incident",
    key: "abnormal congestion:a",
    id: "congestion:a",
    severity: 2,
    code: "unheard.of",
    kind: "congestion",
    params: { place: "Harbour Street" },
  };
  const title = ENGLISH.abnormal.byKind.congestion;
  expect(describeItem(incident, ENGLISH)).toEqual({
    title,
    name: title,
    detail: "Harbour Street",
    href: "/?sel=abnormal:congestion%3Aa",
  });
  const fault: HandoverItem = {
    ...common,
    type: "fault",
    key: "fault loop-1",
    deviceId: "loop-1",
    deviceName: "",
    faultClass: "stuck",
  };
  expect(describeItem(fault, ENGLISH)).toMatchObject({ detail: "loop-1", href: "/?sel=device:loop-1" });
});

it("says in both languages how many more are not listed", () => {
  const words = [ENGLISH, GERMAN].map(({ handover }) => [handover.unlisted("17"), handover.unlisted("1")]);
  expect(words).toEqual([
    ["17 more are not listed", "1 more is not listed"],
    ["17 weitere Punkte sind nicht aufgeführt", "1 weiterer Punkt ist nicht aufgeführt"],
  ]);
});
