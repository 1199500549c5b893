"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { countAll } from "@arterial/domain/live/severity-counts";
import { useMessages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";

/** Under what is abnormal at one place: that in a flood the list does not hold all of it. */
export function TooMany({ items }: { items: readonly AbnormalItem[] }) {
  const { abnormal, live } = useMessages();
  const kinds = items
    .filter(({ others }) => others)
    .map((item) => `${abnormal.byKind[item.kind]} (${formatNumber(countAll([item]))})`);
  return kinds.length > 0 ? (
    <p className="type-dense text-ink3">{live.abnormal.tooMany(kinds.join(", "))}</p>
  ) : null;
}
