"use client";

import { countBySeverity } from "@arterial/domain/live/severity-counts";
import { useMemo } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useLiveAbnormal } from "../../live/use-live.ts";
import { cx } from "../../ui/class-names.ts";
import { formatNumber, NO_VALUE } from "../../ui/format-number.ts";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { SEVERITIES } from "../../ui/severity-shapes.ts";

/** How much is abnormal, by severity; a severity without anything is quiet. */
export function SeverityCounts() {
  const { live } = useMessages().shell;
  const items = useLiveAbnormal();
  const counts = useMemo(() => (items ? countBySeverity(items) : null), [items]);
  return (
    <ul className="flex items-center gap-14 max-md:gap-18" aria-label={live.active}>
      {SEVERITIES.map((severity) => {
        const count = counts?.[severity - 1] ?? 0;
        return (
          <li key={severity} className="flex items-center gap-7">
            <SeverityMark
              severity={severity}
              isOutlined={count === 0}
              label={counts ? live.activeCount(severity, count) : live.countNotKnown(severity)}
            />
            <span
              className={cx(
                "type-body font-semibold max-md:text-[17px]",
                count === 0 ? "text-ink3" : "text-ink",
              )}
              aria-hidden
            >
              {counts ? formatNumber(count) : NO_VALUE}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
