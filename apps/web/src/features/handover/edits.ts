import type { Handover } from "./use-handover.ts";

/** A text that was changed and is not saved: what was there when it was begun, and what it is now. */
export interface Edit {
  /** What it is about, in words: its item may be gone by the time it is read again. */
  label: string;
  base: string;
  text: string;
}

/** Edits by field: the summary, a note that is not added yet, and remarks by the key of their item. */
export type Edits = Readonly<Record<string, Edit>>;
/** Texts by field. */
export type Texts = Readonly<Record<string, string>>;
/** What fields are looked up in. */
export type Fields = Pick<Handover, "summary" | "items">;

export const NO_EDITS: Edits = {};
export const SUMMARY = "summary";
export const NEW_NOTE = "new note";

/** What is saved in a field; undefined when there is no such field, or none any more. */
export function savedText(handover: Fields, field: string): string | undefined {
  if (field === SUMMARY) return handover.summary;
  if (field === NEW_NOTE) return "";
  return handover.items.find(({ key }) => key === field)?.remark;
}

function without(edits: Edits, field: string): Edits {
  return Object.fromEntries(Object.entries(edits).filter(([name]) => name !== field));
}

/** Writes in a field; what says again what is saved is no edit. */
export function write(
  edits: Edits,
  field: string,
  change: { label: string; saved: string; text: string },
): Edits {
  const { label, saved, text } = change;
  if (text === saved) return without(edits, field);
  return { ...edits, [field]: { label, base: edits[field]?.base ?? saved, text } };
}

/** Drops an edit: what is saved stands. */
export function takeSaved(edits: Edits, field: string): Edits {
  return without(edits, field);
}

/** Stands by an edit although `saved` came in between. */
export function keepOwn(edits: Edits, field: string, saved: string): Edits {
  const edit = edits[field];
  return edit ? { ...edits, [field]: { ...edit, base: saved } } : edits;
}

/** What is left once `sent` is saved: what was written since, now upon what was sent. */
export function withoutSent(edits: Edits, sent: Texts): Edits {
  let left = edits;
  for (const [field, text] of Object.entries(sent)) {
    left = left[field]?.text === text ? without(left, field) : keepOwn(left, field, text);
  }
  return left;
}

/** Edits by what can become of them. */
export interface SortedEdits {
  /** What saving sends. */
  unsaved: Texts;
  /** Fields in which somebody else wrote since the edit was begun: the writer has to decide. */
  contested: ReadonlySet<string>;
  /** Edits that cannot be saved: their item is not in the handover any more, or nobody may write to it. */
  homeless: readonly [field: string, edit: Edit][];
}

/** Sorts edits by the handover as it is now; the new note stands for itself while the handover can be written to. */
export function sortEdits(edits: Edits, handover: Fields, isEditable: boolean): SortedEdits {
  const unsaved: Record<string, string> = {};
  const contested = new Set<string>();
  const homeless: [string, Edit][] = [];
  for (const [field, edit] of Object.entries(edits)) {
    const saved = savedText(handover, field);
    if (!isEditable || saved === undefined) homeless.push([field, edit]);
    else if (field !== NEW_NOTE) {
      unsaved[field] = edit.text;
      if (saved !== edit.base && saved !== edit.text) contested.add(field);
    }
  }
  return { unsaved, contested, homeless };
}

/** Texts as a change of the handover. */
export function toUpdate(texts: Texts): { summary?: string; remarks: Texts } {
  const { [SUMMARY]: summary, ...remarks } = texts;
  return summary === undefined ? { remarks } : { summary, remarks };
}

/** The texts of a change. */
export function fromUpdate(change: { summary?: string | undefined; remarks?: Texts | undefined }): Texts {
  const { summary, remarks } = change;
  return summary === undefined ? { ...remarks } : { ...remarks, [SUMMARY]: summary };
}
