"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { type RefObject, useRef } from "react";
import { describeAbnormal } from "../features/abnormal/describe.ts";
import type { AbnormalRow } from "../features/abnormal/order.ts";
import { useAbnormalRows } from "../features/abnormal/use-abnormal-rows.ts";
import { useMessages } from "../i18n/messages.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useReader } from "../ui/reader.ts";
import { SeverityMark } from "../ui/severity-mark.tsx";
import { useFocusKept } from "../ui/use-focus-kept.ts";

/** The marks of what is abnormal; those that wait while the reader is among the others stand above, where they move none. */
export function Marks(props: {
  list?: RefObject<HTMLUListElement | null>;
  rows: readonly AbnormalRow[];
  waiting: number;
  onTakeNew: () => void;
  onSelect: (item: AbnormalItem) => void;
}) {
  const messages = useMessages();
  const { severityName, newRows } = messages.live.abnormal;
  const labelOf = ({ item, isCleared }: AbnormalRow) => {
    const { title, place } = describeAbnormal(item, messages);
    const name = `${severityName(item.severity)}: ${title}, ${place}`;
    return isCleared ? `${name}, ${messages.abnormal.cleared}` : name;
  };
  return (
    <>
      <div className="h-24 w-full flex-none">
        {props.waiting > 0 ? (
          <button
            type="button"
            className="size-full type-small text-ink focus-inside hover:bg-hover"
            onClick={props.onTakeNew}
          >
            {newRows(props.waiting)}
          </button>
        ) : null}
      </div>
      <ul
        ref={props.list}
        tabIndex={-1}
        aria-label={messages.live.abnormal.listLabel}
        className="min-h-0 flex-1 overflow-y-auto outline-none [scrollbar-width:none]"
      >
        {props.rows.map((row) => (
          <li key={row.item.id}>
            <IconButton label={labelOf(row)} onClick={() => props.onSelect(row.item)}>
              <SeverityMark severity={row.item.severity} isOutlined={row.isCleared} label="" />
            </IconButton>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The list of what is abnormal, folded into a column of marks on narrower pages. Nothing moves under the pointer or the focus. */
export function MarkColumn(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onSelect: (item: AbnormalItem) => void;
}) {
  const words = useMessages().live.abnormal;
  const { rows, waiting, hold } = useAbnormalRows();
  const { handlers, takeNew } = useReader(hold);
  const frame = useRef<HTMLElement>(null);
  const list = useRef<HTMLUListElement>(null);
  useFocusKept(frame, list);
  return (
    <section
      ref={frame}
      aria-label={words.title}
      className="console-marks min-h-0 flex-col items-center border-e border-line bg-panel"
      {...handlers}
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
      <Marks list={list} rows={rows ?? []} waiting={waiting} onTakeNew={takeNew} onSelect={props.onSelect} />
    </section>
  );
}
