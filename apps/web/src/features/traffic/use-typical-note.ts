"use client";

import { useMessages } from "../../i18n/messages.ts";
import { useIsTypicalShown } from "../../live/use-live.ts";
import { useCity } from "../city/city-context.tsx";
import { useTypicalHour } from "./use-typical-segments.ts";

/** That streets stand there as they typically are, and of which hour; null while they are as was observed. */
export function useTypicalNote(): string | null {
  const { replay } = useMessages();
  const { timeFormat } = useCity();
  const isShown = useIsTypicalShown();
  const hourAt = useTypicalHour();
  if (!isShown || hourAt === null) return null;
  return replay.typicalPlate(`${timeFormat.weekday(hourAt)} ${timeFormat.time(hourAt)}`);
}
