"use client";

import { IconLock } from "@tabler/icons-react";
import { type FormEvent, useId, useRef, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock } from "../../live/use-live.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Section } from "../../ui/section.tsx";
import { useCreateNote, useMayWrite } from "./use-incident.ts";

type Milestone = "T2" | "T3" | "T4" | "T5" | "T6";

const CONTROL =
  "rounded-control border border-control bg-raised px-10 type-body text-ink max-md:text-[16px] disabled:opacity-45";

/** Writes a note or a milestone on an incident; off in a replay and below the role of an operator. */
export function NoteForm({ incidentId }: { incidentId: string }) {
  const { note: words, milestones } = useMessages().incidents;
  const isReplay = useReplayClock().mode === "replay";
  const mayWrite = useMayWrite();
  const form = useRef<HTMLFormElement>(null);
  const [isMissing, setMissing] = useState(false);
  const create = useCreateNote(() => form.current?.reset());
  const id = useId();
  const isOff = isReplay || !mayWrite;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const text = String(data.get("text")).trim();
    const step = String(data.get("step"));
    setMissing(text === "" && step === "");
    if (text === "" && step === "") return;
    create.mutate({ incidentId, text, ...(step === "" ? {} : { milestone: step as Milestone }) });
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
      <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-8">
        <div className="flex flex-col gap-4">
          <label htmlFor={`${id}-step`} className="type-body text-ink2">
            {words.step}
          </label>
          <select id={`${id}-step`} name="step" disabled={isOff} className={`${CONTROL} h-30 max-md:h-44`}>
            <option value="">{words.none}</option>
            {Object.entries(milestones).map(([step, name]) => (
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
            name="text"
            rows={2}
            maxLength={2000}
            disabled={isOff}
            className={`${CONTROL} py-6`}
          />
        </div>
        {isMissing || create.isError ? (
          <p role="alert" className="type-small text-ink">
            {create.isError ? words.failed : words.missing}
          </p>
        ) : null}
        <Button type="submit" disabled={isOff || create.isPending} className="self-start max-md:h-44">
          {words.save}
        </Button>
      </form>
    </Section>
  );
}
