"use client";

import type { MouseEvent } from "react";
import { useMessages } from "../i18n/messages.ts";
import { type Destinations, LIST_ID, MAP_ID, PANEL_ID } from "./use-destinations.ts";

const LINK =
  "sr-only focus:not-sr-only focus:fixed focus:top-8 focus:start-64 focus:z-50 focus:rounded-control focus:bg-raised focus:px-12 focus:py-6 focus:type-body focus:text-accent";

function SkipLink(props: { id: string; onFollow: () => void; children: string }) {
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    props.onFollow();
  };
  return (
    <a className={LINK} href={`#${props.id}`} onClick={follow}>
      {props.children}
    </a>
  );
}

/** First stops of the Tab key: straight to the list, to the map, or to the panel of what is selected. */
export function SkipLinks({ goTo, hasPanel }: { goTo: Destinations; hasPanel: boolean }) {
  const { shell } = useMessages();
  return (
    <>
      <SkipLink id={LIST_ID} onFollow={goTo.list}>
        {shell.skipToList}
      </SkipLink>
      <SkipLink id={MAP_ID} onFollow={goTo.map}>
        {shell.skipToMap}
      </SkipLink>
      {hasPanel ? (
        <SkipLink id={PANEL_ID} onFollow={goTo.panel}>
          {shell.skipToPanel}
        </SkipLink>
      ) : null}
    </>
  );
}
