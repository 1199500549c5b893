"use client";

import { Popover } from "@base-ui/react/popover";
import { IconBookmark } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useMessages } from "../../i18n/messages.ts";
import { Icon } from "../../ui/icon.tsx";
import { POPUP_CLASS } from "../../ui/popup.ts";

const SavedViews = dynamic(() => import("./saved-views.tsx").then((module) => module.SavedViews), {
  ssr: false,
});

/** Button that opens the views that one keeps. */
export function ViewsMenu(props: {
  className: string;
  side: "right" | "bottom";
  /** Opens a kept address. */
  onOpen: (address: string) => void;
}) {
  const words = useMessages().views;
  return (
    <Popover.Root>
      <Popover.Trigger aria-label={words.open} title={words.open} className={props.className}>
        <Icon of={IconBookmark} size={21} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side={props.side} align="start" sideOffset={6} className="z-50">
          <Popover.Popup className={`${POPUP_CLASS} w-352 max-w-[calc(100vw-16px)]`}>
            <Popover.Title className="px-12 pt-4 pb-8 type-strong text-ink">{words.title}</Popover.Title>
            <SavedViews onOpen={props.onOpen} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
