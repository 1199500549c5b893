"use client";

import { IconRoute } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useMessages } from "../../i18n/messages.ts";
import { Icon } from "../../ui/icon.tsx";
import { usePopup } from "../../ui/use-popup.ts";

const RoutesPopup = dynamic(() => import("./routes-popup.tsx").then((module) => module.RoutesPopup), {
  ssr: false,
});

/** Tells this button from others on the page, for the key that presses it. */
export const ROUTES_BUTTON = "routes";

/** Button that opens the routes that one keeps or is shown. */
export function RoutesMenu(props: {
  className: string;
  side: "right" | "bottom";
  onOpen: (points: string) => void;
}) {
  const words = useMessages().routes.list;
  const { isWanted, trigger, popup } = usePopup("dialog");
  return (
    <>
      <button
        type="button"
        aria-label={words.title}
        title={words.title}
        className={props.className}
        data-opens={ROUTES_BUTTON}
        {...trigger}
      >
        <Icon of={IconRoute} size={21} />
      </button>
      {isWanted ? <RoutesPopup {...popup} side={props.side} onOpen={props.onOpen} /> : null}
    </>
  );
}
