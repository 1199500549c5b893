"use client";

import { SeverityCounts } from "../features/abnormal/severity-counts.tsx";
import { useMessages } from "../i18n/messages.ts";

/** How much is abnormal, by severity, in a row of its own where the strip has no room for it. */
export function SeverityBar() {
  const { abnormal } = useMessages().live;
  return (
    <section
      aria-label={abnormal.countsLabel}
      className="console-counts items-center border-b border-line bg-panel px-16"
    >
      <SeverityCounts />
    </section>
  );
}
