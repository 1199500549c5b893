"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import { useMessages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";

/** Under what is abnormal at one place: that in a flood the list does not hold all of it. */
export function TooMany({ items }: { items: readonly AbnormalItem[] }) {
  const { abnormal, live } = useMessages();
  const kinds = items.flatMap(({ kind, others }) => {
    const count = others?.reduce((sum, each) => sum + each, 0);
    return count === undefined ? [] : [`${abnormal.byKind[kind]} (${formatNumber(count)})`];
  });
  return kinds.length > 0 ? (
    <p className="type-dense text-ink3">{live.abnormal.tooMany(kinds.join(", "))}</p>
  ) : null;
}
