"use client";

import { IconBookmark } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useMessages } from "../../i18n/messages.ts";
import { Icon } from "../../ui/icon.tsx";
import { usePopup } from "../../ui/use-popup.ts";

const ViewsPopup = dynamic(() => import("./views-popup.tsx").then((module) => module.ViewsPopup), {
  ssr: false,
});

/** Button that opens the views that one keeps. */
export function ViewsMenu(props: {
  className: string;
  side: "right" | "bottom";
  /** Opens a kept address. */
  onOpen: (address: string) => void;
  /** Whether the page shows what can be kept as a view; else only kept ones are opened. */
  canSave?: boolean;
}) {
  const words = useMessages().views;
  const { isWanted, trigger, popup } = usePopup("dialog");
  return (
    <>
      <button
        type="button"
        aria-label={words.open}
        title={words.open}
        className={props.className}
        {...trigger}
      >
        <Icon of={IconBookmark} size={21} />
      </button>
      {isWanted ? (
        <ViewsPopup {...popup} side={props.side} onOpenView={props.onOpen} canSave={props.canSave ?? true} />
      ) : null}
    </>
  );
}
