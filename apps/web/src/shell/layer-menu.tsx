"use client";

import { IconStack2 } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useMessages } from "../i18n/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { usePopup } from "../ui/use-popup.ts";
import type { LayerBarProps } from "./layer-bar.tsx";

const LayerPopup = dynamic(() => import("./layer-popup.tsx").then((module) => module.LayerPopup), {
  ssr: false,
});

/** The layers behind one button over the map: the phone's layer bar. */
export function LayerMenu(props: LayerBarProps) {
  const words = useMessages().live.layers;
  const { isWanted, trigger, popup } = usePopup("menu");
  return (
    <>
      <button
        type="button"
        aria-label={words.open}
        className="absolute top-10 start-10 grid size-44 place-items-center rounded-control border border-line-strong bg-raised text-ink md:hidden"
        {...trigger}
      >
        <Icon of={IconStack2} size={21} />
      </button>
      {isWanted ? <LayerPopup {...props} {...popup} /> : null}
    </>
  );
}
