"use client";

import { IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { Button, IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";

/** The panel of a tool that aims at points: its name, a way out, what it tells, and what a screen reader is told of changes. */
export function ToolPanel(props: {
  title: string;
  leave: { label: string; act(): void };
  spoken: string;
  children: ReactNode;
}) {
  const { title, leave, spoken, children } = props;
  // A region speaks of what changes in it, not of what it came with.
  const [announced, setAnnounced] = useState("");
  useEffect(() => setAnnounced(spoken), [spoken]);
  return (
    <section aria-label={title} className="live-map-tool-panel">
      <header className="flex items-center justify-between gap-8">
        <h2 className="type-strong text-ink">{title}</h2>
        <IconButton label={leave.label} onClick={leave.act}>
          <Icon of={IconX} size={16} />
        </IconButton>
      </header>
      {children}
      <p role="status" className="sr-only">
        {announced}
      </p>
    </section>
  );
}

/** One thing that can be done with the points, after which the map has the focus again. */
export function ToolAct(props: { shortcut: string; act(): void; onFocusMap(): void; children: string }) {
  const { shortcut, act, onFocusMap, children } = props;
  return (
    <Button
      isSmall
      className="max-md:h-44"
      shortcut={shortcut}
      onClick={() => {
        act();
        onFocusMap();
      }}
    >
      {children}
    </Button>
  );
}
