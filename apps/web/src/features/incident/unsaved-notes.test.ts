import { afterEach, expect, it } from "vitest";
import { discardUnsaved, hasUnsaved } from "../../unsaved/unsaved-texts.ts";
import { keepNote, NO_NOTE, unsavedNotes, withoutSaved } from "./unsaved-notes.ts";

afterEach(discardUnsaved);

it("keeps one note for each incident, and none of nothing", () => {
  keepNote("queue-1", { text: "Two lanes", milestone: undefined });
  keepNote("queue-2", { text: "", milestone: "T3" });
  expect([...unsavedNotes.all.get().keys()]).toEqual(["queue-1", "queue-2"]);
  keepNote("queue-1", NO_NOTE);
  keepNote("queue-2", NO_NOTE);
  expect(hasUnsaved()).toBe(false);
});

it("has nothing left of a note that was saved as it is", () => {
  const note = { text: "Two lanes closed ", milestone: "T2" } as const;
  expect(withoutSaved(note, { text: "Two lanes closed", milestone: "T2" })).toEqual(NO_NOTE);
});

it("keeps what was written while the note was being saved", () => {
  const sent = { text: "Two lanes closed", milestone: "T2" } as const;
  const since = { text: "Two lanes closed, tow truck comes", milestone: "T2" } as const;
  expect(withoutSaved(since, sent)).toEqual({ text: since.text, milestone: undefined });
  expect(withoutSaved({ text: sent.text, milestone: "T3" }, sent)).toEqual({ text: "", milestone: "T3" });
});
