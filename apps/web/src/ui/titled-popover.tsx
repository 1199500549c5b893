"use client";

import { Popover } from "@base-ui/react/popover";
import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { POPUP_CLASS, readingSide } from "./popup.ts";
import type { PopupState } from "./use-popup.ts";

/** A popup with a title beside what opens it, in front of the page; `className` tells its width. */
export function TitledPopover(
  props: PopupState & { side: "right" | "bottom"; title: string; className: string; children: ReactNode },
) {
  return (
    <Popover.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={props.anchor}
          side={readingSide(props.side)}
          align="start"
          sideOffset={6}
          className="z-50"
        >
          <Popover.Popup
            finalFocus={props.anchor}
            className={cx(POPUP_CLASS, "max-w-[calc(100vw-16px)]", props.className)}
          >
            <Popover.Title className="px-12 pt-4 pb-8 type-strong text-ink">{props.title}</Popover.Title>
            {props.children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
