"use client";

import { useId, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Tag } from "../../ui/tag.tsx";
import { useCity } from "../city/city-context.tsx";
import { HandoverItems } from "./handover-items.tsx";
import { type Handover, useHandoverActions, useReader } from "./use-handover.ts";

/** What was written since the last save. */
interface Edits {
  summary: string | null;
  remarks: Readonly<Record<string, string>>;
}

const NO_EDITS: Edits = { summary: null, remarks: {} };
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

function NewNote(props: { isBusy: boolean; onAdd: (text: string) => Promise<unknown> }) {
  const { handover: words } = useMessages();
  const [text, setText] = useState("");
  const id = useId();
  return (
    <form
      className="mt-12 flex items-end gap-8 print:hidden"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") void props.onAdd(text.trim()).then(() => setText(""));
      }}
    >
      <span className="flex min-w-0 flex-1 flex-col gap-4">
        <label htmlFor={id} className="type-body text-ink2">
          {words.newNote}
        </label>
        <input
          id={id}
          value={text}
          maxLength={2000}
          onChange={(event) => setText(event.target.value)}
          className={`${FIELD} h-30 max-md:h-44`}
        />
      </span>
      <Button type="submit" disabled={props.isBusy} className="max-md:h-44">
        {words.addNote}
      </Button>
    </form>
  );
}

/** Saving, looking up again, and signing off with a second step that names what it does. */
function Commands(props: {
  isDirty: boolean;
  isBusy: boolean;
  onSave: () => void;
  onRefill: () => void;
  onSign: () => void;
}) {
  const { handover: words } = useMessages();
  const reader = useReader();
  const [isSigning, setSigning] = useState(false);
  const { isDirty, isBusy } = props;
  return (
    <div className="sticky -bottom-20 mt-20 max-md:bottom-0 flex flex-wrap items-center gap-8 border-t border-line bg-panel py-10 print:hidden">
      {isSigning ? (
        <>
          <p className="min-w-0 flex-1 type-body text-ink">{words.signHint(reader.name)}</p>
          <Button className="max-md:h-44" onClick={() => setSigning(false)}>
            {words.cancel}
          </Button>
          <Button look="primary" className="max-md:h-44" disabled={isBusy} onClick={props.onSign}>
            {words.signConfirm}
          </Button>
        </>
      ) : (
        <>
          <Button className="max-md:h-44" disabled={isBusy || isDirty} onClick={props.onRefill}>
            {words.refill}
          </Button>
          <span className="flex-1 type-small text-ink3" role="status">
            {isDirty ? words.unsaved : ""}
          </span>
          <Button className="max-md:h-44" disabled={!isDirty || isBusy} onClick={props.onSave}>
            {words.save}
          </Button>
          <Button
            look="primary"
            className="max-md:h-44"
            disabled={isDirty || isBusy}
            onClick={() => setSigning(true)}
          >
            {words.sign}
          </Button>
        </>
      )}
    </div>
  );
}

/** One handover: fields while it is a draft and the reader may write, plain text once it is signed. */
export function HandoverDocument({ handover, onReload }: { handover: Handover; onReload: () => void }) {
  const { handover: words } = useMessages();
  const { city } = useCity();
  const { mayWrite } = useReader();
  const actions = useHandoverActions();
  const [edits, setEdits] = useState(NO_EDITS);
  const { id, version } = handover;
  const isEditable = handover.signed === null && mayWrite;
  const summary = edits.summary ?? handover.summary;
  const isDirty = edits.summary !== null || Object.keys(edits.remarks).length > 0;
  const save = () =>
    actions.update.mutate(
      { id, version, remarks: edits.remarks, ...(edits.summary === null ? {} : { summary: edits.summary }) },
      { onSuccess: () => setEdits(NO_EDITS) },
    );
  const refill = () => actions.refill.mutate({ id });
  return (
    <article className="mx-auto w-full max-w-880 bg-panel px-24 py-20 max-md:px-16 print:max-w-none print:bg-white print:p-0">
      <Head handover={handover} />
      <section className="mt-20">
        <h2 className="border-b border-line-strong pb-4 type-strong text-ink">{words.summary}</h2>
        {isEditable ? (
          <textarea
            rows={4}
            maxLength={10_000}
            aria-label={words.summary}
            placeholder={words.summaryHint}
            value={summary}
            onChange={(event) => setEdits({ ...edits, summary: event.target.value })}
            className={`${FIELD} mt-8 field-sizing-content min-h-84`}
          />
        ) : (
          <p className="mt-8 type-body whitespace-pre-wrap text-ink">{summary || words.noSummary}</p>
        )}
      </section>
      <HandoverItems
        items={handover.items}
        remarkOf={(item) => edits.remarks[item.key] ?? item.remark}
        onRemark={
          isEditable
            ? (key, text) => setEdits({ ...edits, remarks: { ...edits.remarks, [key]: text } })
            : null
        }
        onCloseNote={
          isEditable && !isDirty
            ? (noteId) => actions.closeNote.mutate({ id: noteId }, { onSuccess: refill })
            : null
        }
      />
      {isEditable ? (
        <NewNote
          isBusy={actions.isBusy || isDirty}
          onAdd={(text) => actions.createNote.mutateAsync({ text }).then(refill)}
        />
      ) : null}
      {actions.hasFailed ? (
        <p role="alert" className="mt-12 flex items-center gap-8 type-body text-ink print:hidden">
          {actions.isConflict ? words.conflict : words.failed}
          {actions.isConflict ? <Button onClick={onReload}>{words.reload}</Button> : null}
        </p>
      ) : null}
      {isEditable ? (
        <Commands
          isDirty={isDirty}
          isBusy={actions.isBusy}
          onSave={save}
          onRefill={refill}
          onSign={() => actions.sign.mutate({ id, version })}
        />
      ) : null}
      <footer className="mt-20 border-t border-line pt-6 font-id text-[11px] text-ink3">
        {words.footer(city.name, formatNumber(version), id)}
      </footer>
    </article>
  );
}
