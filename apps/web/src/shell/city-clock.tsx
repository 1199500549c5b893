"use client";

import { useCity } from "../features/city/city-context.tsx";
import { useLiveNow } from "../live/use-live.ts";
import { NO_VALUE } from "../ui/format-number.ts";

/** Date and time by the chosen clocks, with their zone; the server's time, not this machine's. */
export function CityClock() {
  const { timeFormat } = useCity();
  const now = useLiveNow();
  if (now === null) return <span className="type-clock text-ink3">{NO_VALUE}</span>;
  const offset = timeFormat.offset(now);
  const zone = timeFormat.zone(now);
  return (
    <time dateTime={timeFormat.iso(now)} className="flex items-baseline gap-10 whitespace-nowrap">
      <span className="type-dense text-ink2 max-lg:hidden">{timeFormat.date(now)}</span>
      <span className="type-clock text-ink max-md:text-[18px]">
        {timeFormat.time(now)}
        <span className="max-md:hidden">{timeFormat.clock(now).slice(5)}</span>
      </span>
      <span className="type-dense text-ink3">
        {zone}
        {zone === offset ? null : <span className="max-lg:hidden">{`, ${offset}`}</span>}
      </span>
    </time>
  );
}
