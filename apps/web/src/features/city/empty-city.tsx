"use client";

import { useMessages } from "../../i18n/messages.ts";
import { EmptyState } from "../../ui/panel-state.tsx";

/** What is shown before a city was imported: the command that brings one. */
export function EmptyCity() {
  const { city } = useMessages().live;
  return (
    <main className="mx-auto flex min-h-dvh max-w-560 flex-col justify-center">
      <div className="border border-line bg-panel py-8">
        <EmptyState title={city.emptyTitle}>
          <p>{city.emptyBody}</p>
          <code className="block border border-line bg-well px-10 py-6 font-id text-[12px] text-ink">
            npm run cli -- city import NET.xml --polygons FILE
          </code>
        </EmptyState>
      </div>
    </main>
  );
}
