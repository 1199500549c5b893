"use client";

import { useId } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { NotSaved } from "../../ui/not-saved.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useCity } from "../city/city-context.tsx";
import { NEW_NOTE, NO_EDITS, SUMMARY, sortEdits, toUpdate } from "./edits.ts";
import { HandoverCommands } from "./handover-commands.tsx";
import { HandoverItems } from "./handover-items.tsx";
import { type HandoverText, TheirText, textOf } from "./handover-text.tsx";
import { HomelessEdits } from "./homeless-edits.tsx";
import { useEdits } from "./use-edits.ts";
import { type Handover, useHandoverActions, useSignedInReader } from "./use-handover.ts";

const FIELD =
  "w-full rounded-control border border-control bg-raised px-10 py-6 type-body text-ink max-md:text-[16px]";

function useWhen(): (at: number) => string {
  const { timeFormat } = useCity();
  return (at) => `${timeFormat.date(at)} ${timeFormat.time(at)} ${timeFormat.zone(at)}`;
}

function Head({ handover }: { handover: Handover }) {
  const { handover: words, live } = useMessages();
  const { city } = useCity();
  const when = useWhen();
  const { signed } = handover;
  return (
    <header className="flex flex-wrap items-start justify-between gap-12">
      <div className="min-w-0">
        <h1 className="type-page text-ink">{`${words.title}, ${city.name}`}</h1>
        <p className="type-body text-ink2">
          {signed
            ? words.signedBy(signed.by, when(signed.at))
            : `${words.draft}, ${words.by(handover.author)}, ${when(handover.createdAt)}`}
        </p>
        <p className="type-small text-ink3">{words.filled(when(handover.filledAt))}</p>
      </div>
      <span className="flex items-center gap-8">
        {city.isSimulated ? <Tag>{live.panel.simulated}</Tag> : null}
        <Button className="max-md:h-44 print:hidden" onClick={() => window.print()}>
          {words.print}
        </Button>
      </span>
    </header>
  );
}

/** Writes what the next shift should know; it stands among the notes once it is added. */
export function NewNote(props: {
  note: HandoverText;
  isBusy: boolean;
  /** Something else is not saved: the note would come to a handover that is not as it stands here. */
  isDirty: boolean;
  onAdd: (text: string) => void;
}) {
  const { handover: words } = useMessages();
  const { note, isDirty } = props;
  const id = useId();
  return (
    <form
      className="mt-12 flex flex-wrap items-end gap-8 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        if (note.text.trim() !== "") props.onAdd(note.text);
      }}
    >
      <span className="flex min-w-0 flex-1 flex-col gap-4">
        <label htmlFor={id} className="type-body text-ink2">
          {words.newNote}
        </label>
        <input
          id={id}
          value={note.text}
          maxLength={2000}
          onChange={(event) => note.onWrite(event.target.value)}
          className={`${FIELD} h-30 max-md:h-44`}
        />
      </span>
      <Button
        type="submit"
        disabled={props.isBusy || isDirty}
        aria-describedby={isDirty ? `${id}-off` : undefined}
        className="max-md:h-44"
      >
        {words.addNote}
      </Button>
      {isDirty ? (
        <p id={`${id}-off`} className="w-full type-small text-ink2">
          {words.saveFirst}
        </p>
      ) : null}
    </form>
  );
}

/** The summary: a field when it can be written to, otherwise its text. */
function Summary({ saved, field }: { saved: string; field: HandoverText | null }) {
  const { handover: words } = useMessages();
  return (
    <section className="mt-20">
      <h2 className="border-b border-line-strong pb-4 type-strong text-ink">{words.summary}</h2>
      {field ? (
        <>
          <textarea
            rows={4}
            maxLength={10_000}
            aria-label={words.summary}
            placeholder={words.summaryHint}
            value={field.text}
            onChange={(event) => field.onWrite(event.target.value)}
            className={`${FIELD} mt-8 field-sizing-content min-h-84`}
          />
          <TheirText of={field} label={words.summary} />
        </>
      ) : (
        <p className="mt-8 type-body whitespace-pre-wrap text-ink">{saved || words.noSummary}</p>
      )}
    </section>
  );
}

function Failure({ error }: { error: unknown }) {
  const { handover: words } = useMessages();
  if (error === null) return null;
  const reason = errorCode(error) === "CONFLICT" ? words.conflict : words.failed;
  return (
    <p role="alert" className="mt-12 type-body text-ink print:hidden">
      <NotSaved error={error} reason={reason} />
    </p>
  );
}

/** One handover: fields while it is a draft and the reader may write, plain text once it is signed. */
export function HandoverDocument({ handover }: { handover: Handover }) {
  const { handover: words } = useMessages();
  const { city } = useCity();
  const { mayWrite } = useSignedInReader();
  const { id, version, summary } = handover;
  const actions = useHandoverActions(id);
  const edits = useEdits(id);
  const isEditable = handover.signed === null && mayWrite;
  const sorted = sortEdits(edits, handover, isEditable);
  const isDirty = Object.keys(sorted.unsaved).length > 0;
  const textFor = (field: string, label: string) => textOf({ handover, edits, sorted }, field, label);
  return (
    <article className="mx-auto w-full max-w-880 bg-panel px-24 py-20 max-md:px-16 print:max-w-none print:bg-white print:p-0">
      <Head handover={handover} />
      <Summary saved={summary} field={isEditable ? textFor(SUMMARY, words.summary) : null} />
      <HandoverItems
        items={handover.items}
        unlisted={handover.unlisted}
        textFor={isEditable ? textFor : null}
        onCloseNote={isEditable && !isDirty ? (noteId) => actions.closeNote.mutate({ id: noteId }) : null}
      />
      {isEditable ? (
        <NewNote
          note={textFor(NEW_NOTE, words.newNote)}
          isBusy={actions.isBusy}
          isDirty={isDirty}
          onAdd={(text) => actions.addNote.mutate({ text })}
        />
      ) : null}
      <HomelessEdits handover={handover} edits={sorted.homeless} />
      {/* What is signed says by whom; what was written and came too late stands above. */}
      {handover.signed ? null : <Failure error={actions.error} />}
      {isEditable ? (
        <HandoverCommands
          isDirty={isDirty}
          isUnsaved={edits !== NO_EDITS}
          isContested={sorted.contested.size > 0}
          isBusy={actions.isBusy}
          onSave={() => actions.update.mutate({ id, version, ...toUpdate(sorted.unsaved) })}
          onRefill={() => actions.refill.mutate({ id })}
          onSign={() => actions.sign.mutate({ id, version })}
        />
      ) : null}
      <footer className="mt-20 border-t border-line pt-6 font-id text-[11px] text-ink3">
        {words.footer(city.name, formatNumber(version), id)}
      </footer>
    </article>
  );
}
