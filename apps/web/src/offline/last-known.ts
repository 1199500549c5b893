import type { AbnormalItem } from "@arterial/domain/live/frame";
import { describeAbnormal } from "../features/abnormal/describe.ts";
import { compareAbnormal } from "../features/abnormal/order.ts";
import type { FigureView } from "../features/figures/prepare-figure.ts";
import { LANGUAGE_TRAITS, pageLanguage } from "../i18n/languages.ts";
import type { Messages } from "../i18n/messages.ts";
import { NO_VALUE } from "../ui/format-number.ts";
import type { TimeFormat } from "../ui/format-time.ts";

const MAX_ITEMS = 20;

/** What this device knew last, in the reader's words; `{age}` stands for how long ago it was. */
export interface LastKnown {
  lang: string;
  dir: string;
  city: string;
  /** By this device's own clock, epoch ms: its age is counted by the same. */
  seenAt: number;
  figures: [name: string, value: string][];
  abnormal: string[];
  words: Record<"title" | "lastUpdate" | "notLive" | "retrying" | "asKnown" | "nothing", string>;
}

/** A figure as the page shows it: the one that is silent as a dash, an old one with how old it was. */
function valueWords({ value, unit, age, ageNote }: FigureView): string {
  if (age === "offline") return [NO_VALUE, ageNote].join(" ");
  const written = [value, unit].filter(Boolean).join(" ");
  return ageNote === null ? written : `${written} (${ageNote})`;
}

/** Puts what is on the screen into words that need nothing but themselves. */
export function prepareLastKnown(shown: {
  city: string;
  figures: readonly FigureView[];
  abnormal: readonly AbnormalItem[];
  /** Time of the newest data, epoch ms by the server's clock. */
  updatedAt: number;
  seenAt: number;
  timeFormat: TimeFormat;
  messages: Messages;
}): LastKnown {
  const { messages, timeFormat, updatedAt } = shown;
  const { connection, offline } = messages.shell;
  const language = pageLanguage();
  const [clock, zone] = [timeFormat.clock(updatedAt), timeFormat.zone(updatedAt)];
  return {
    lang: language,
    dir: LANGUAGE_TRAITS[language].direction,
    city: shown.city,
    seenAt: shown.seenAt,
    figures: shown.figures.map((figure) => [figure.name, valueWords(figure)]),
    abnormal: shown.abnormal
      .toSorted(compareAbnormal)
      .slice(0, MAX_ITEMS)
      .map((item) => {
        const { title, place, value } = describeAbnormal(item, messages);
        return [`S${item.severity} ${title}`, place, value].filter(Boolean).join(", ");
      }),
    words: {
      title: connection.title,
      lastUpdate: connection.lastUpdate(clock, zone, "{age}"),
      notLive: offline.notLive,
      retrying: offline.retrying,
      asKnown: messages.live.abnormal.titleAt(`${clock} ${zone}`),
      nothing: messages.live.abnormal.nothing,
    },
  };
}
