"use client";

import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { type Edits, keepOwn, type SortedEdits, savedText, takeSaved, write } from "./edits.ts";
import { changeEdits } from "./use-edits.ts";
import type { Handover } from "./use-handover.ts";

/** One text of a handover that can be written to. */
export interface HandoverText {
  text: string;
  onWrite: (text: string) => void;
  /** What somebody else wrote in the same place meanwhile; null when nobody did. */
  theirs: string | null;
  onTakeTheirs: () => void;
  onKeepOwn: () => void;
}

/** The text of a field, with what is written on it; `label` says what it is about. */
export function textOf(
  { handover, edits, sorted }: { handover: Handover; edits: Edits; sorted: SortedEdits },
  field: string,
  label: string,
): HandoverText {
  const { id } = handover;
  const saved = savedText(handover, field) ?? "";
  return {
    text: edits[field]?.text ?? saved,
    onWrite: (text) => changeEdits(id, (held) => write(held, field, { label, saved, text })),
    theirs: sorted.contested.has(field) ? saved : null,
    onTakeTheirs: () => changeEdits(id, (held) => takeSaved(held, field)),
    onKeepOwn: () => changeEdits(id, (held) => keepOwn(held, field, saved)),
  };
}

/** Below a field what somebody else wrote there meanwhile: the writer decides which of the two stays. */
export function TheirText({ of, label }: { of: HandoverText; label: string }) {
  const { handover: words } = useMessages();
  if (of.theirs === null) return null;
  return (
    <fieldset
      aria-label={words.theirsTo(label)}
      className="mt-6 min-w-0 border-s-2 border-accent bg-well px-10 py-6 print:hidden"
    >
      <p className="type-small text-ink2">{words.theirs}</p>
      <p className="mt-2 type-body whitespace-pre-wrap text-ink">{of.theirs || words.theirsEmpty}</p>
      <p className="mt-6 flex flex-wrap gap-6">
        <Button isSmall className="max-md:h-44" onClick={of.onTakeTheirs}>
          {words.takeTheirs}
        </Button>
        <Button isSmall className="max-md:h-44" onClick={of.onKeepOwn}>
          {words.keepOwn}
        </Button>
      </p>
    </fieldset>
  );
}
