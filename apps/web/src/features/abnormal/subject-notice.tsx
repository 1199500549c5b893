"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { IconChevronRight } from "@tabler/icons-react";
import { useMessages } from "../../i18n/messages.ts";
import { useNow } from "../../live/use-live.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { Icon } from "../../ui/icon.tsx";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { describeAbnormal } from "./describe.ts";

const SOFT_GROUNDS = { 1: "bg-s1-soft", 2: "bg-s2-soft", 3: "bg-s3-soft", 4: "bg-well" } as const;

/** What is abnormal about the selected thing, above its panel; it opens the incident. */
export function SubjectNotice({ item, onOpen }: { item: AbnormalItem; onOpen: () => void }) {
  const messages = useMessages();
  const now = useNow();
  const words = describeAbnormal(item, messages);
  return (
    <button
      type="button"
      title={messages.incidents.open}
      onClick={onOpen}
      className={`flex w-full items-center gap-10 border-b border-line px-16 py-7 text-start focus-inside max-md:min-h-44 ${SOFT_GROUNDS[item.severity]}`}
    >
      <SeverityMark severity={item.severity} label={messages.live.abnormal.severityName(item.severity)} />
      <span className="min-w-0 flex-1 truncate type-strong text-ink">{words.title}</span>
      <span className="flex-none type-dense text-ink">
        <span className="font-semibold">{words.value}</span>
        {now === null ? null : ` ${messages.abnormal.lasting(formatElapsed(now - item.since))}`}
      </span>
      <Icon of={IconChevronRight} size={16} className="flex-none text-ink2" />
    </button>
  );
}
