"use client";

import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { type SortedEdits, takeSaved } from "./edits.ts";
import { changeEdits } from "./use-edits.ts";
import type { Handover } from "./use-handover.ts";

/** What was written and cannot be saved any more, to be copied to where it belongs now or to be discarded. */
export function HomelessEdits({ handover, edits }: { handover: Handover; edits: SortedEdits["homeless"] }) {
  const { handover: words } = useMessages();
  if (edits.length === 0) return null;
  return (
    <section className="mt-20 border border-line-strong p-12 print:hidden">
      <h2 className="type-strong text-ink">{words.homeless}</h2>
      <p className="type-body text-ink2">{handover.signed ? words.homelessSigned : words.homelessHint}</p>
      <ul>
        {edits.map(([field, { label, text }]) => (
          <li key={field} className="mt-8 flex items-start justify-between gap-12 border-t border-line pt-8">
            <span className="min-w-0">
              <span className="block type-small text-ink3">{label}</span>
              <span className="block type-body whitespace-pre-wrap text-ink">{text || words.emptied}</span>
            </span>
            <Button
              isSmall
              className="max-md:h-44"
              aria-label={words.discardOf(label)}
              onClick={() => changeEdits(handover.id, (held) => takeSaved(held, field))}
            >
              {words.discard}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
