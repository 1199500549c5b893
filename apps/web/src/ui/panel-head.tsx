"use client";

import { IconCurrentLocation, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useMessages } from "../i18n/messages.ts";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { useAwaitedFocus } from "./panel-focus.ts";
import { useShortcut } from "./shortcuts.ts";

/** Head of the inspector: what is selected, where it is, and how to show or leave it. */
export function PanelHead(props: {
  mark?: ReactNode;
  title: string;
  /** Lines below the title. */
  children?: ReactNode;
  onLocate?: (() => void) | undefined;
  onClose: () => void;
}) {
  const { panel } = useMessages().live;
  const heading = useAwaitedFocus();
  useShortcut("zoomTo", props.onLocate);
  return (
    <header className="px-16 pt-12 pb-12">
      <div className="flex items-start gap-10">
        {props.mark ? <span className="grid h-20 flex-none place-items-center">{props.mark}</span> : null}
        <h2 ref={heading} tabIndex={-1} className="min-w-0 flex-1 type-title text-ink">
          {props.title}
        </h2>
        <div className="-mt-4 -me-6 -mb-4 flex">
          {props.onLocate ? (
            <IconButton label={panel.showOnMap} onClick={props.onLocate}>
              <Icon of={IconCurrentLocation} size={16} />
            </IconButton>
          ) : null}
          <IconButton label={panel.close} onClick={props.onClose}>
            <Icon of={IconX} size={16} />
          </IconButton>
        </div>
      </div>
      <div className="mt-2 flex flex-col gap-1 type-body text-ink2">{props.children}</div>
    </header>
  );
}
