"use client";

import { useMessages } from "../i18n/messages.ts";

const LINK =
  "sr-only focus:not-sr-only focus:fixed focus:top-8 focus:start-64 focus:z-50 focus:rounded-control focus:bg-raised focus:px-12 focus:py-6 focus:type-body focus:text-accent";

/** First stops of the Tab key: straight to the list or the map. */
export function SkipLinks() {
  const { shell } = useMessages();
  return (
    <>
      <a className={LINK} href="#abnormal">
        {shell.skipToList}
      </a>
      <a className={LINK} href="#map">
        {shell.skipToMap}
      </a>
    </>
  );
}
