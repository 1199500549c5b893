"use client";

import { useMessages } from "../../i18n/messages.ts";
import { useHeartbeat } from "../../live/use-live.ts";
import { formatNumber } from "../../ui/format-number.ts";

/** Says how far the 28 days of history have been loaded, as long as they are. */
export function BackfillNote() {
  const { shell } = useMessages();
  const backfill = useHeartbeat()?.backfill;
  if (!backfill || backfill.totalRows <= 0 || backfill.doneRows >= backfill.totalRows) return null;
  const share = backfill.doneRows / backfill.totalRows;
  return (
    <div className="backfill-note border-b border-line px-14 py-8">
      <p className="type-dense text-ink">{shell.backfill(formatNumber(Math.floor(share * 100)))}</p>
      <div className="my-4 h-3 bg-line" aria-hidden>
        <div className="h-full bg-ink3" style={{ width: `${share * 100}%` }} />
      </div>
      <p className="type-small text-ink3">{shell.backfillHint}</p>
    </div>
  );
}
