"use client";

import { Popover } from "@base-ui/react/popover";
import { useMessages } from "../../i18n/messages.ts";
import { POPUP_CLASS, readingSide } from "../../ui/popup.ts";
import type { PopupState } from "../../ui/use-popup.ts";
import { SavedViews } from "./saved-views.tsx";

/** The views that one keeps, in front of the page. */
export function ViewsPopup(
  props: PopupState & { side: "right" | "bottom"; onOpenView: (address: string) => void },
) {
  const words = useMessages().views;
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
            className={`${POPUP_CLASS} w-352 max-w-[calc(100vw-16px)]`}
          >
            <Popover.Title className="px-12 pt-4 pb-8 type-strong text-ink">{words.title}</Popover.Title>
            <SavedViews onOpen={props.onOpenView} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
