"use client";

import { useMessages } from "../../i18n/messages.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { numberParam, textParam } from "../abnormal/describe.ts";
import { useCity } from "../city/city-context.tsx";
import { type HandoverText, TheirText } from "./handover-text.tsx";
import type { HandoverItem } from "./use-handover.ts";

type TextFor = (field: string, label: string) => HandoverText;

const SECTIONS = ["incident", "alarm", "fault", "note"] as const;

interface ItemWords {
  title: string;
  detail: string;
  href: string | null;
}

/** An item in words, and where the console shows it. */
function useItemWords(): (item: HandoverItem) => ItemWords {
  const { abnormal, devices, handover, incidents } = useMessages();
  return (item) => {
    if (item.type === "note") {
      const milestone = item.milestone === null ? "" : incidents.milestones[item.milestone];
      return {
        title: [milestone, item.text].filter(Boolean).join(": "),
        detail: handover.writtenBy(item.author),
        href: null,
      };
    }
    if (item.type === "fault") {
      return {
        title: devices.faults.classes[item.faultClass],
        detail: item.deviceName || item.deviceId,
        href: `/?sel=device:${encodeURIComponent(item.deviceId)}`,
      };
    }
    const byKind: Readonly<Record<string, string>> = abnormal.byKind;
    const value = abnormal.values[item.code]?.({
      text: (name) => textParam(item.params, name),
      number: (name, decimals) => numberParam(item.params, name, decimals),
    });
    return {
      title: abnormal.titles[item.code] ?? byKind[item.kind] ?? item.code,
      detail: [textParam(item.params, "place"), value].filter(Boolean).join(" · "),
      href: `/?sel=abnormal:${encodeURIComponent(item.id)}`,
    };
  };
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
  const label = handover.remark(words.title);
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
                aria-label={handover.closeNote(words.title)}
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

/** Open items by sort, each with what was written to it; fields while it is a draft. */
export function HandoverItems(props: {
  items: readonly HandoverItem[];
  /** The remark of an item to write to; null when nobody may. */
  textFor: TextFor | null;
  onCloseNote: ((id: string) => void) | null;
}) {
  const { handover: words } = useMessages();
  const { timeFormat } = useCity();
  const wordsOf = useItemWords();
  const { textFor, onCloseNote } = props;
  const zoneAt = props.items[0]?.since;
  return SECTIONS.map((type) => {
    const items = props.items.filter((item) => item.type === type);
    return (
      <section key={type} className="mt-20 break-inside-avoid-page">
        <h2 className="flex items-baseline gap-8 border-b border-line-strong pb-4 type-strong text-ink">
          {words.sections[type]}
          <span className="type-dense font-normal text-ink3">{items.length}</span>
        </h2>
        {items.length === 0 ? <p className="py-8 type-dense text-ink3">{words.none}</p> : null}
        {items.length > 0 ? (
          <table className="w-full border-collapse type-dense">
            <caption className="sr-only">{words.sections[type]}</caption>
            <thead>
              <tr className="h-26 type-label text-ink3 [&>th]:text-start">
                <th scope="col" className="w-84 max-md:hidden">
                  {`${words.columns.since}${zoneAt === undefined ? "" : `, ${timeFormat.zone(zoneAt)}`}`}
                </th>
                <th scope="col">{words.columns.what}</th>
                <th scope="col">{words.columns.remark}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Row
                  key={item.key}
                  item={item}
                  words={wordsOf(item)}
                  textFor={textFor}
                  onClose={
                    onCloseNote && item.type === "note" && !item.isOver ? () => onCloseNote(item.id) : null
                  }
                />
              ))}
            </tbody>
          </table>
        ) : null}
      </section>
    );
  });
}
