"use client";

import { IconLock } from "@tabler/icons-react";
import { type FormEvent, useId, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock } from "../../live/use-live.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { NotSaved } from "../../ui/not-saved.tsx";
import { Section } from "../../ui/section.tsx";
import { useUnsaved } from "../../unsaved/unsaved-texts.ts";
import { keepNote, NO_NOTE, type UnsavedNote, unsavedNotes } from "./unsaved-notes.ts";
import { useMayWrite, useSaveNote } from "./use-incident.ts";

const CONTROL =
  "rounded-control border border-control bg-raised px-10 type-body text-ink max-md:text-[16px] disabled:opacity-45";

/** Milestone and text of the note that is written on an incident. */
function Fields(props: { incidentId: string; note: UnsavedNote; isOff: boolean }) {
  const { incidentId, note, isOff } = props;
  const { note: words, milestones } = useMessages().incidents;
  const id = useId();
  const steps = Object.entries(milestones) as [NonNullable<UnsavedNote["milestone"]>, string][];
  return (
    <>
      <div className="flex flex-col gap-4">
        <label htmlFor={`${id}-step`} className="type-body text-ink2">
          {words.step}
        </label>
        <select
          id={`${id}-step`}
          disabled={isOff}
          value={note.milestone ?? ""}
          onChange={({ target }) => {
            const milestone = steps.find(([step]) => step === target.value)?.[0];
            keepNote(incidentId, { ...note, milestone });
          }}
          className={`${CONTROL} h-30 max-md:h-44`}
        >
          <option value="">{words.none}</option>
          {steps.map(([step, name]) => (
            <option key={step} value={step}>{`${step} ${name}`}</option>
          ))}
        </select>
      </div>
      <div className="flex flex-col gap-4">
        <label htmlFor={`${id}-text`} className="type-body text-ink2">
          {words.text}
        </label>
        <textarea
          id={`${id}-text`}
          rows={2}
          maxLength={2000}
          disabled={isOff}
          value={note.text}
          onChange={({ target }) => keepNote(incidentId, { ...note, text: target.value })}
          className={`${CONTROL} py-6`}
        />
      </div>
    </>
  );
}

/** Writes a note or a milestone on an incident; off in a replay and below the role of an operator. */
export function NoteForm({ incidentId }: { incidentId: string }) {
  const { note: words } = useMessages().incidents;
  const isReplay = useReplayClock().mode === "replay";
  const mayWrite = useMayWrite();
  const [isMissing, setMissing] = useState(false);
  const save = useSaveNote(incidentId);
  const note = useUnsaved(unsavedNotes).get(incidentId) ?? NO_NOTE;
  const isOff = isReplay || !mayWrite;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { milestone } = note;
    const text = note.text.trim();
    const isEmpty = text === "" && milestone === undefined;
    setMissing(isEmpty);
    if (!isEmpty) save.mutate({ incidentId, text, milestone });
  };
  return (
    <Section
      title={words.title}
      aside={
        isOff ? (
          <span className="flex items-center gap-4">
            <Icon of={IconLock} size={13} />
            {isReplay ? words.off : words.role}
          </span>
        ) : undefined
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-8">
        <Fields incidentId={incidentId} note={note} isOff={isOff} />
        {isMissing || save.isError ? (
          <p role="alert" className="type-small text-ink">
            {isMissing ? words.missing : <NotSaved error={save.error} reason={words.failed} />}
          </p>
        ) : null}
        <Button type="submit" disabled={isOff || save.isPending} className="self-start max-md:h-44">
          {words.save}
        </Button>
      </form>
    </Section>
  );
}
