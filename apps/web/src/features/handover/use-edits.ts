"use client";

import { createUnsavedTexts, useUnsaved } from "../../unsaved/unsaved-texts.ts";
import { type Edits, NO_EDITS } from "./edits.ts";

const unsaved = createUnsavedTexts<Edits>();

/** What was written on a handover and is not saved; it stays while other handovers are looked at. */
export function useEdits(id: string): Edits {
  return useUnsaved(unsaved).get(id) ?? NO_EDITS;
}

/** Ids of the handovers on which something is not saved. */
export function useUnsavedIds(): ReadonlySet<string> {
  return new Set(useUnsaved(unsaved).keys());
}

/** Changes what is written on a handover. */
export function changeEdits(id: string, change: (edits: Edits) => Edits): void {
  const next = change(unsaved.all.get().get(id) ?? NO_EDITS);
  unsaved.set(id, Object.keys(next).length === 0 ? null : next);
}
