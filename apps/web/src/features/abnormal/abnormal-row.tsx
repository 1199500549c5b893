"use client";

import { useMessages } from "../../i18n/messages.ts";
import { cx } from "../../ui/class-names.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { describeAbnormal } from "./describe.ts";
import type { AbnormalRow } from "./order.ts";

/** One abnormal thing: mark, name and age, place and value. */
export function AbnormalRowButton(props: {
  row: AbnormalRow;
  now: number;
  isSelected: boolean;
  onSelect: () => void;
}) {
  const { row, now, isSelected } = props;
  const messages = useMessages();
  const words = describeAbnormal(row.item, messages);
  return (
    <button
      type="button"
      data-abnormal-id={row.item.id}
      aria-current={isSelected ? "true" : undefined}
      onClick={props.onSelect}
      className={cx(
        "relative flex w-full items-start gap-12 border-b border-line py-7 pe-14 ps-14 text-start focus-inside",
        "transition-colors duration-(--motion-fast) max-md:min-h-60 max-md:items-center max-md:ps-18",
        isSelected ? "bg-selected" : "hover:bg-hover",
      )}
    >
      {isSelected ? <span className="absolute inset-y-0 start-0 w-3 bg-accent" aria-hidden /> : null}
      <span className="mt-1 max-md:mt-0">
        <SeverityMark
          severity={row.item.severity}
          isOutlined={row.isCleared}
          label={messages.live.abnormal.severityName(row.item.severity)}
        />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline justify-between gap-8">
          <span
            className={cx(
              "truncate type-body font-medium max-md:text-[15px]",
              row.isCleared ? "text-ink3" : "text-ink",
            )}
          >
            {words.title}
          </span>
          <span className="flex-none type-dense text-ink2">{formatElapsed(now - row.item.since)}</span>
        </span>
        <span className="flex items-baseline justify-between gap-8 type-dense">
          <span className="truncate text-ink2">{words.place}</span>
          <span className="flex-none font-semibold text-ink">
            {row.isCleared ? messages.abnormal.cleared : words.value}
          </span>
        </span>
      </span>
    </button>
  );
}
