"use client";

import { useMessages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useCity } from "../city/city-context.tsx";
import type { Incident } from "./use-incident.ts";

type Event = Incident["timeline"][number];

function stepOf(event: Event, steps: Readonly<Record<string, string>>): string | undefined {
  return event.note ? (event.note.milestone ?? undefined) : steps[event.type];
}

function Entry({ event }: { event: Event }) {
  const words = useMessages().incidents;
  const { timeFormat } = useCity();
  const step = stepOf(event, words.steps);
  const { note } = event;
  const title = note
    ? note.milestone
      ? words.milestones[note.milestone]
      : note.text
    : event.type === "peak"
      ? words.events.peak(`${formatNumber(event.lengthM)} m`)
      : event.type === "note"
        ? ""
        : words.events[event.type];
  return (
    <li className="grid grid-cols-[62px_28px_1fr] items-baseline gap-x-8 type-dense">
      <time dateTime={new Date(event.at).toISOString()} className="text-ink2">
        {timeFormat.clock(event.at)}
      </time>
      <span>{step ? <Tag>{step}</Tag> : null}</span>
      <span className="min-w-0 text-ink">
        {title}
        {note ? (
          <span className="block type-small text-ink3">
            {note.milestone && note.text ? `${note.text}, ` : ""}
            {words.by(note.author)}
          </span>
        ) : null}
      </span>
    </li>
  );
}

/** The life of an incident: what the data tell, and what operators reported. */
export function TimelineSection({ incident }: { incident: Incident }) {
  const words = useMessages().incidents;
  const { timeFormat } = useCity();
  const reported = new Set(incident.timeline.flatMap(({ note }) => note?.milestone ?? []));
  const missing = Object.keys(words.milestones).filter((step) => !reported.has(step as "T2"));
  return (
    <Section title={words.timeline} aside={timeFormat.zone(incident.knownAt)}>
      <ol className="flex flex-col gap-6">
        {incident.timeline.map((event) => (
          <Entry key={`${event.type} ${event.at} ${event.note?.id ?? ""}`} event={event} />
        ))}
      </ol>
      {missing.length > 0 ? (
        <p className="mt-8 type-small text-ink3">{words.unreported(missing.join(", "))}</p>
      ) : null}
    </Section>
  );
}
