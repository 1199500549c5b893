"use client";

import { useEffect, useRef, useState } from "react";
import { useCity } from "../features/city/city-context.tsx";
import { hourWords } from "../features/traffic/typical-hour.ts";
import { useTypicalHour } from "../features/traffic/use-typical-segments.ts";
import { useMessages } from "../i18n/messages.ts";

/** Says to screen readers that a second map came, what it shows, and that it went. */
export function ComparisonAnnouncer({ isCompared }: { isCompared: boolean }) {
  const words = useMessages().comparison;
  const { timeFormat } = useCity();
  const hourAt = useTypicalHour();
  const [wasCompared, setWasCompared] = useState(false);
  const before = useRef(isCompared);
  useEffect(() => {
    if (before.current && !isCompared) setWasCompared(true);
    before.current = isCompared;
  }, [isCompared]);
  const opened = hourAt === null ? "" : words.opened(hourWords(hourAt, timeFormat));
  return (
    <p role="status" className="sr-only">
      {isCompared ? opened : wasCompared ? words.closed : ""}
    </p>
  );
}
