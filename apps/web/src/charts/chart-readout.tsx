"use client";

import { useMessages } from "../i18n/messages.ts";

/** The values under the cursor, or the newest ones: docked to the top of the plot, so that nothing is covered. */
export function ChartReadout(props: {
  time: string | null;
  zone: string;
  value: string | null;
  unit: string;
  typical: string | null;
  /** A person moves the cursor: say the values to screen readers. */
  isCursor: boolean;
}) {
  const { chart, panel } = useMessages().live;
  return (
    <p
      className="flex h-20 items-baseline gap-10 type-small text-ink3"
      aria-live={props.isCursor ? "polite" : "off"}
    >
      {props.value === null ? (
        chart.empty
      ) : (
        <>
          <span className={props.isCursor ? "text-ink" : undefined}>
            {props.time} {props.zone}
          </span>
          <span className="text-ink">
            <span className="font-medium">{props.value}</span> <span className="text-ink3">{props.unit}</span>
          </span>
          {props.typical ? <span>{panel.typical(props.typical)}</span> : null}
        </>
      )}
    </p>
  );
}
