"use client";

import { useEffect, useId } from "react";
import { useCity } from "../../features/city/city-context.tsx";
import { useTypicalHour, useTypicalSegments } from "../../features/traffic/use-typical-segments.ts";
import { useMessages } from "../../i18n/messages.ts";
import { liveSession } from "../../live/live-session.ts";
import { Button } from "../../ui/button.tsx";

/** Shows the network as it typically is at this hour of the week in the place of what was observed, and back. */
export function TypicalSwitch({ isOn, onToggle }: { isOn: boolean; onToggle: () => void }) {
  const { replay: words, live } = useMessages();
  const { timeFormat } = useCity();
  const id = useId();
  const hourAt = useTypicalHour() ?? 0;
  const { data, isError, refetch } = useTypicalSegments(isOn);
  useEffect(() => {
    const { typical } = liveSession();
    typical.set(isOn && data ? new Map(data.map((segment) => [segment.id, segment])) : null);
    return () => typical.set(null);
  }, [isOn, data]);
  const when = `${timeFormat.weekday(hourAt)} ${timeFormat.time(hourAt)}`;
  return (
    <span className="flex min-w-0 items-center gap-6 type-small text-ink2">
      <input
        id={id}
        type="checkbox"
        className="size-16 flex-none accent-(--accent)"
        checked={isOn}
        onChange={onToggle}
      />
      <label htmlFor={id} className="truncate">
        {words.typical(when)}
      </label>
      {isOn && data?.length === 0 ? <span role="status">{words.noTypical}</span> : null}
      {isOn && !data && isError ? (
        <span role="status" className="flex items-center gap-6 text-ink">
          {words.typicalFailed}
          <Button isSmall className="max-md:h-44" onClick={() => void refetch()}>
            {live.panel.retry}
          </Button>
        </span>
      ) : null}
    </span>
  );
}
