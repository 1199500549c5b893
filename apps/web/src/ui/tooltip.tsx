"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { KeyHint } from "./key-hint.tsx";

/** Names an icon on hover and focus, with its key; never the only place of a fact. */
export function Tooltip(props: {
  label: string;
  shortcut?: string | undefined;
  side?: "right" | "bottom";
  children: ReactElement;
}) {
  return (
    <Base.Root>
      <Base.Trigger render={props.children} delay={300} />
      <Base.Portal>
        <Base.Positioner side={props.side ?? "right"} sideOffset={8} className="z-50">
          <Base.Popup className="flex h-26 items-center gap-8 rounded-control border border-line-strong bg-raised px-8 type-small text-ink">
            {props.label}
            {props.shortcut ? <KeyHint>{props.shortcut}</KeyHint> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
