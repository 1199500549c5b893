import type { DataAge } from "@arterial/domain/data-age";
import type { Messages } from "../../i18n/messages.ts";
import { formatAge } from "../../ui/format-duration.ts";
import { formatMoment } from "../../ui/format-moment.ts";
import type { TimeFormat } from "../../ui/format-time.ts";

/** Age of a device's newest reading in words, such as "newest 3 min 40 s" or "silent since 16:58". */
export function ageWords(options: {
  age: DataAge;
  newestAt: number | null;
  now: number;
  timeFormat: TimeFormat;
  messages: Messages;
}): string {
  const { age, newestAt, now, timeFormat } = options;
  const { panel } = options.messages.live;
  if (newestAt === null) return panel.neverHeard;
  if (age === "fresh") return panel.ageNow(formatAge(now - newestAt));
  if (age === "late") return panel.newest(formatAge(now - newestAt));
  const at = formatMoment(newestAt, { now, timeFormat });
  return age === "stale" ? panel.last(at) : panel.since(at);
}
