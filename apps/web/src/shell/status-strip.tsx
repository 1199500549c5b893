"use client";

import { SeverityCounts } from "../features/abnormal/severity-counts.tsx";
import { useCity } from "../features/city/city-context.tsx";
import { CitySearch, type SearchHit } from "../features/city/city-search.tsx";
import { useMessages } from "../i18n/messages.ts";
import { useReplayClock } from "../live/use-live.ts";
import { cx } from "../ui/class-names.ts";
import { Tag } from "../ui/tag.tsx";
import { CityClock } from "./city-clock.tsx";
import { LiveState } from "./live-state.tsx";
import { LiveNotice } from "./time-bar/live-notice.tsx";

const CELL = "flex h-full flex-none items-center gap-10 px-16 max-md:px-0";

/**
 * Strip that never leaves: city and page, search, what is active, how live the data is, the city's clock. Without a map
 * there is nowhere to show what would be found, and so no search.
 */
export function StatusStrip({ page, onFind }: { page: string; onFind?: (hit: SearchHit) => void }) {
  const { shell } = useMessages();
  const { city } = useCity();
  const clock = useReplayClock();
  return (
    <header className="console-strip flex items-center divide-x divide-line border-b border-line bg-rail max-md:justify-between max-md:divide-x-0 max-md:px-16">
      <div className={CELL}>
        <h1 className="type-body font-semibold text-ink max-md:text-[17px]">{city.name}</h1>
        <span className="type-dense text-ink3 max-xl:hidden">{page}</span>
        {city.isSimulated ? (
          <span title={shell.simulatedHint}>
            <Tag>{shell.simulated}</Tag>
          </span>
        ) : null}
      </div>
      <div className="flex h-full min-w-0 flex-1 items-center px-16 max-md:hidden">
        {onFind ? <CitySearch onChoose={onFind} /> : null}
      </div>
      <div className={cx(CELL, onFind ? "max-lg:hidden" : "max-md:hidden")}>
        <span className="type-small text-ink3">{shell.live.active}</span>
        <SeverityCounts />
      </div>
      <div className={CELL}>{clock.mode === "replay" ? <LiveNotice /> : <LiveState />}</div>
      <div className={CELL}>
        <CityClock />
      </div>
    </header>
  );
}
