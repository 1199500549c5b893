"use client";

import { type FormEvent, useId, useState } from "react";
import { useCity } from "../../features/city/city-context.tsx";
import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { instantToShow, jumpClock } from "./step-clock.ts";
import { useClockControl } from "./use-clock-control.ts";
import {
  fromZonedTime,
  setMoment,
  type TypedTime,
  toZonedTime,
  typedFields,
  type ZonedTime,
} from "./zoned-time.ts";

const INPUT =
  "h-28 min-w-0 rounded-control border border-control bg-raised px-8 type-dense text-ink max-md:h-44 max-md:text-[16px]";

/** The zone of what is typed; a choice of two where clocks show that hour twice. */
function ZoneOf(props: { at: number; instants: readonly number[]; onChoose: (at: number) => void }) {
  const words = useMessages().replay;
  const { timeFormat } = useCity();
  const { at, instants, onChoose } = props;
  if (instants.length < 2) return <span className="type-dense text-ink3">{timeFormat.zone(at)}</span>;
  return (
    <select
      aria-label={words.zone}
      className={INPUT}
      value={at}
      onChange={(event) => onChoose(Number(event.target.value))}
    >
      {instants.map((instant) => (
        <option key={instant} value={instant}>
          {timeFormat.zone(instant)}
        </option>
      ))}
    </select>
  );
}

/** The shown moment as fields: date and time by the city's clocks. */
export function TimeField() {
  const words = useMessages().replay;
  const { timeFormat } = useCity();
  const { now, set } = useClockControl();
  const [typed, setTyped] = useState<TypedTime | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [isBad, setBad] = useState(false);
  const noteId = useId();
  if (!now) return null;
  const held = typedFields(typed, now.clock);
  const isRefused = isBad && held !== null;
  const fields = held ?? toZonedTime(now.shownAt, timeFormat.timeZone);
  const instants = fromZonedTime(fields, timeFormat.timeZone);
  const t = instants.find((at) => held !== null && at === chosen) ?? instantToShow(instants, now);
  const type = (part: Partial<ZonedTime>) => {
    setBad(false);
    setTyped({ fields: { ...fields, ...part }, setTo: setMoment(now.clock) });
  };
  const choose = (at: number) => {
    // Of a replay that runs the fields would go on from what was chosen.
    setTyped({ fields, setTo: setMoment(now.clock) });
    setChosen(at);
    setBad(false);
  };
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (t === undefined || t > now.liveAt) return setBad(true);
    setBad(false);
    setTyped(null);
    setChosen(null);
    set(jumpClock(now, t));
    // What follows are the keys of the clock, which are neither text nor another press of the button.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  return (
    <form onSubmit={go} noValidate className="flex min-w-0 flex-wrap items-center gap-6">
      <input
        type="date"
        aria-label={words.date}
        aria-invalid={isRefused || undefined}
        aria-describedby={isRefused ? noteId : undefined}
        className={`${INPUT} w-130`}
        value={fields.date}
        onChange={(event) => type({ date: event.target.value })}
      />
      <input
        inputMode="numeric"
        placeholder={words.timeForm}
        aria-label={words.time}
        aria-invalid={isRefused || undefined}
        aria-describedby={isRefused ? noteId : undefined}
        className={`${INPUT} w-76`}
        value={fields.time}
        onChange={(event) => type({ time: event.target.value })}
      />
      <ZoneOf at={t ?? now.shownAt} instants={instants} onChoose={choose} />
      <Button isSmall type="submit" className="max-md:h-44">
        {words.go}
      </Button>
      {isRefused ? (
        <p id={noteId} role="alert" className="w-full type-small text-ink">
          {words.badTime}
        </p>
      ) : null}
    </form>
  );
}
