"use client";

import { Popover } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { cx } from "../../ui/class-names.ts";
import { POPUP_CLASS } from "../../ui/popup.ts";
import type { PopupState } from "../../ui/use-popup.ts";

/** All figures, in front of a page that is too narrow for them. */
export function FigurePopup(props: PopupState & { children: ReactNode }) {
  const words = useMessages().live.figures;
  return (
    <Popover.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Popover.Portal role="region" aria-label={words.label}>
        <Popover.Positioner anchor={props.anchor} sideOffset={4} align="end" className="z-50">
          <Popover.Popup
            aria-label={words.label}
            finalFocus={props.anchor}
            className={cx(POPUP_CLASS, "max-h-[80dvh] w-320 overflow-y-auto bg-panel py-0")}
          >
            {props.children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
