"use client";

import { HANDOVER_SECTIONS } from "@arterial/domain/handover-sections";
import { useMessages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { useCity } from "../city/city-context.tsx";
import { describeItem, type ItemWords } from "./describe-item.ts";
import { type HandoverText, TheirText } from "./handover-text.tsx";
import type { Handover, HandoverItem } from "./use-handover.ts";

type TextFor = (field: string, label: string) => HandoverText;

/** What can be written to items, and who may. */
interface Writing {
  /** The remark of an item to write to; null when nobody may. */
  textFor: TextFor | null;
  onCloseNote: ((id: string) => void) | null;
}

function Row(props: {
  item: HandoverItem;
  words: ItemWords;
  textFor: TextFor | null;
  onClose: (() => void) | null;
}) {
  const { handover, live } = useMessages();
  const { timeFormat } = useCity();
  const { item, words, textFor, onClose } = props;
  const label = handover.remark(words.name);
  const remark = textFor?.(item.key, label);
  return (
    <tr className="border-b border-line align-top">
      <td className="py-8 pe-8 whitespace-nowrap text-ink2 max-md:hidden">
        {`${timeFormat.weekday(item.since)} ${timeFormat.time(item.since)}`}
      </td>
      <td className="py-8 pe-12">
        <span className="flex items-start gap-8">
          {"severity" in item ? (
            <SeverityMark
              severity={item.severity as 1 | 2 | 3 | 4}
              sizePx={17}
              isOutlined={item.isOver}
              label={live.abnormal.severityName(item.severity)}
            />
          ) : null}
          <span className="min-w-0">
            {words.href ? (
              <a href={words.href} className="text-accent hover:underline print:text-ink">
                {words.title}
              </a>
            ) : (
              <span className="text-ink">{words.title}</span>
            )}
            <span className="block type-small text-ink3">
              {[words.detail, item.isOver ? handover.over : ""].filter(Boolean).join(" · ")}
            </span>
          </span>
        </span>
      </td>
      <td className="w-2/5 py-6">
        {remark ? (
          <div className="flex items-start gap-6">
            <textarea
              rows={1}
              maxLength={2000}
              aria-label={label}
              value={remark.text}
              onChange={(event) => remark.onWrite(event.target.value)}
              className="field-sizing-content min-h-30 w-full rounded-control border border-control bg-raised px-10 py-5 type-body text-ink max-md:min-h-44 max-md:text-[16px]"
            />
            {onClose ? (
              <button
                type="button"
                aria-label={handover.closeNote(words.name)}
                onClick={onClose}
                className="h-30 flex-none rounded-control px-8 type-body text-ink2 hover:bg-hover hover:text-ink max-md:h-44 print:hidden"
              >
                {handover.close}
              </button>
            ) : null}
          </div>
        ) : (
          <span className="block py-2 whitespace-pre-wrap text-ink">{item.remark}</span>
        )}
        {remark ? <TheirText of={remark} label={label} /> : null}
      </td>
    </tr>
  );
}

/** The items of one sort; times are in the city's zone, which is told as of `zoneAt`. */
function SectionTable(
  props: { type: HandoverItem["type"]; items: readonly HandoverItem[]; zoneAt: number } & Writing,
) {
  const messages = useMessages();
  const { timeFormat } = useCity();
  const { type, items, zoneAt, textFor, onCloseNote } = props;
  const { columns, sections } = messages.handover;
  return (
    <table className="w-full border-collapse type-dense">
      <caption className="sr-only">{sections[type]}</caption>
      <thead>
        <tr className="h-26 type-label text-ink3 [&>th]:text-start">
          <th scope="col" className="w-84 max-md:hidden">
            {`${columns.since}, ${timeFormat.zone(zoneAt)}`}
          </th>
          <th scope="col">{columns.what}</th>
          <th scope="col">{columns.remark}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row
            key={item.key}
            item={item}
            words={describeItem(item, messages)}
            textFor={textFor}
            onClose={onCloseNote && item.type === "note" && !item.isOver ? () => onCloseNote(item.id) : null}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Open items by sort, each with what was written to it; fields while it is a draft. */
export function HandoverItems(props: Pick<Handover, "items" | "unlisted"> & Writing) {
  const { handover: words } = useMessages();
  const { items: all, unlisted, ...writing } = props;
  const zoneAt = all[0]?.since ?? 0;
  return HANDOVER_SECTIONS.map((type) => {
    const items = all.filter((item) => item.type === type);
    const more = unlisted[type];
    return (
      <section key={type} className="mt-20 break-inside-avoid-page">
        <h2 className="flex items-baseline gap-8 border-b border-line-strong pb-4 type-strong text-ink">
          {words.sections[type]}
          <span className="type-dense font-normal text-ink3">{formatNumber(items.length + more)}</span>
        </h2>
        {items.length === 0 ? <p className="py-8 type-dense text-ink3">{words.none}</p> : null}
        {items.length > 0 ? <SectionTable type={type} items={items} zoneAt={zoneAt} {...writing} /> : null}
        {more > 0 ? <p className="py-8 type-dense text-ink">{words.unlisted(formatNumber(more))}</p> : null}
      </section>
    );
  });
}
