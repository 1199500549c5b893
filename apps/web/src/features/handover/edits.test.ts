import { describe, expect, it } from "vitest";
import {
  type Edits,
  type Fields,
  fromUpdate,
  keepOwn,
  NEW_NOTE,
  NO_EDITS,
  SUMMARY,
  sortEdits,
  takeSaved,
  toUpdate,
  withoutSent,
  write,
} from "./edits.ts";

const GATE = "note gate-3";

function handover(summary: string, remark?: string): Fields {
  const item = { type: "note", key: GATE, id: "gate-3", text: "Gate 3 jams", milestone: null } as const;
  const rest = { author: "Ada", incidentId: null, incident: null, since: 0, isOver: false };
  const items = remark === undefined ? [] : [{ ...item, ...rest, remark }];
  return { summary, items };
}

function writeSummary(edits: Edits, text: string, saved = ""): Edits {
  return write(edits, SUMMARY, { label: "Summary", saved, text });
}

describe("writing", () => {
  it("is upon what was there when it began", () => {
    const edits = writeSummary(writeSummary(NO_EDITS, "Quiet", "-"), "Quiet night", "somebody else's");
    expect(edits).toEqual({ [SUMMARY]: { label: "Summary", base: "-", text: "Quiet night" } });
  });

  it("what is saved already is no edit", () => {
    expect(writeSummary(writeSummary(NO_EDITS, "Quiet night", "Quiet"), "Quiet", "Quiet")).toEqual(NO_EDITS);
  });
});

describe("saving", () => {
  it("sends summary and remarks, and knows from the change what was sent", () => {
    const texts = { [SUMMARY]: "Quiet night", [GATE]: "Fitter at nine" };
    expect(toUpdate(texts)).toEqual({ summary: "Quiet night", remarks: { [GATE]: "Fitter at nine" } });
    expect(toUpdate({ [GATE]: "" })).toEqual({ remarks: { [GATE]: "" } });
    expect(fromUpdate(toUpdate(texts))).toEqual(texts);
    expect(fromUpdate(toUpdate({}))).toEqual({});
  });

  it("keeps what was written while it was under way", () => {
    const sent = writeSummary(write(NO_EDITS, GATE, { label: "Gate", saved: "", text: "Fitter" }), "Quiet");
    const { unsaved } = sortEdits(sent, handover("", ""), true);
    const since = writeSummary(sent, "Quiet night");
    const left = withoutSent(since, unsaved);
    expect(left).toEqual({ [SUMMARY]: { label: "Summary", base: "Quiet", text: "Quiet night" } });
    // What was sent is saved now, and is nobody else's text.
    expect(sortEdits(left, handover("Quiet", "Fitter"), true).contested.size).toBe(0);
  });

  it("leaves the note that is not added yet to itself", () => {
    const edits = write(NO_EDITS, NEW_NOTE, { label: "New note", saved: "", text: "Gate 5" });
    expect(sortEdits(edits, handover("", ""), true)).toEqual({
      unsaved: {},
      contested: new Set(),
      homeless: [],
    });
    expect(withoutSent(edits, { [NEW_NOTE]: "Gate 5" })).toEqual(NO_EDITS);
  });
});

describe("when somebody else wrote too", () => {
  const edits = writeSummary(write(NO_EDITS, GATE, { label: "Gate", saved: "", text: "Fitter" }), "Quiet");

  it("only fields in which both did are contested", () => {
    const { contested, unsaved } = sortEdits(edits, handover("Two crashes", ""), true);
    expect([...contested]).toEqual([SUMMARY]);
    expect(unsaved).toEqual({ [SUMMARY]: "Quiet", [GATE]: "Fitter" });
  });

  it("the same text is no contest", () => {
    expect(sortEdits(edits, handover("Quiet", ""), true).contested.size).toBe(0);
  });

  it("the writer takes theirs or keeps the own", () => {
    const theirs = handover("Two crashes", "");
    expect(sortEdits(takeSaved(edits, SUMMARY), theirs, true)).toMatchObject({
      unsaved: { [GATE]: "Fitter" },
    });
    const kept = sortEdits(keepOwn(edits, SUMMARY, theirs.summary), theirs, true);
    expect(kept.contested.size).toBe(0);
    expect(kept.unsaved[SUMMARY]).toBe("Quiet");
    // A third text is asked about again.
    const third = handover("Three crashes", "");
    expect(sortEdits(keepOwn(edits, SUMMARY, theirs.summary), third, true).contested.size).toBe(1);
  });

  it("a remark whose item is gone is not sent, and not lost", () => {
    const { unsaved, homeless } = sortEdits(edits, handover(""), true);
    expect(unsaved).toEqual({ [SUMMARY]: "Quiet" });
    expect(homeless).toEqual([[GATE, { label: "Gate", base: "", text: "Fitter" }]]);
  });

  it("nothing can be saved once the handover is signed, and nothing is lost", () => {
    const { unsaved, homeless } = sortEdits(edits, handover("Two crashes", ""), false);
    expect(unsaved).toEqual({});
    expect(homeless.map(([field]) => field).sort()).toEqual([GATE, SUMMARY].sort());
  });
});
