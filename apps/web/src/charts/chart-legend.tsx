"use client";

import { useMessages } from "../i18n/messages.ts";

/** What the lines mean: observed, and the typical band of this weekday. */
export function ChartLegend({ weekday, hasTypical }: { weekday: string; hasTypical: boolean }) {
  const { chart } = useMessages().live;
  return (
    <div className="mt-6 flex gap-16 type-small text-ink2" aria-hidden>
      <span className="flex items-center gap-6">
        <span className="h-2 w-16 bg-observed" />
        {chart.observed}
      </span>
      {hasTypical ? (
        <span className="flex items-center gap-6">
          <span className="grid h-8 w-16 content-center bg-band">
            <span className="h-1 bg-band-line" />
          </span>
          {chart.typical(weekday)}
        </span>
      ) : null}
    </div>
  );
}
