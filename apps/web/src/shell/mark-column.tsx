"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { useMemo } from "react";
import { describeAbnormal } from "../features/abnormal/describe.ts";
import { compareAbnormal } from "../features/abnormal/order.ts";
import { useMessages } from "../i18n/messages.ts";
import { useAbnormal } from "../live/use-live.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { SeverityMark } from "../ui/severity-mark.tsx";

/** The list of what is abnormal, folded into a column of marks on narrower pages. */
export function MarkColumn(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onSelect: (item: AbnormalItem) => void;
}) {
  const messages = useMessages();
  const words = messages.live.abnormal;
  const items = useAbnormal();
  const sorted = useMemo(() => items?.toSorted(compareAbnormal) ?? [], [items]);
  return (
    <section
      aria-label={words.title}
      className="console-marks min-h-0 flex-col items-center border-e border-line bg-panel"
    >
      <span className="grid h-36 flex-none place-items-center">
        <IconButton
          label={props.isOpen ? words.collapse : words.expand}
          aria-expanded={props.isOpen}
          onClick={() => props.onOpenChange(!props.isOpen)}
        >
          <Icon of={props.isOpen ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand} size={18} />
        </IconButton>
      </span>
      <ul className="min-h-0 flex-1 overflow-y-auto [scrollbar-width:none]">
        {sorted.map((item) => {
          const { title, place } = describeAbnormal(item, messages);
          return (
            <li key={item.id}>
              <IconButton
                label={`${words.severityName(item.severity)}: ${title}, ${place}`}
                onClick={() => props.onSelect(item)}
              >
                <SeverityMark severity={item.severity} label="" />
              </IconButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
