import type { AppRouter } from "@arterial/api/root";
import type { inferRouterInputs } from "@trpc/server";
import { createUnsavedTexts } from "../../unsaved/unsaved-texts.ts";

/** A note as it is sent. */
export type SentNote = inferRouterInputs<AppRouter>["note"]["create"];

/** A note that is being written: its text, and the milestone that is chosen. */
export interface UnsavedNote {
  text: string;
  milestone: SentNote["milestone"];
}

export const NO_NOTE: UnsavedNote = { text: "", milestone: undefined };

/** Notes that are being written, by incident. */
export const unsavedNotes = createUnsavedTexts<UnsavedNote>();

/** Keeps what is written on an incident; a note of nothing is none. */
export function keepNote(incidentId: string, note: UnsavedNote): void {
  unsavedNotes.set(incidentId, note.text === "" && note.milestone === undefined ? null : note);
}

/** What is left of a note once `sent` is saved: what was written or chosen since. */
export function withoutSaved(note: UnsavedNote, sent: SentNote): UnsavedNote {
  return {
    text: note.text.trim() === sent.text ? "" : note.text,
    milestone: note.milestone === sent.milestone ? undefined : note.milestone,
  };
}
