"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import { KeyHint } from "./key-hint.tsx";
import { readingSide } from "./popup.ts";

/** The box of a tooltip beside what it names. */
export function TooltipPopup(props: {
  anchor: Element;
  label: string;
  shortcut?: string | undefined;
  side: "right" | "bottom";
  onClose: () => void;
}) {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && props.onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={props.anchor} side={readingSide(props.side)} sideOffset={8} className="z-50">
          <Base.Popup className="flex h-26 items-center gap-8 rounded-control border border-line-strong bg-raised px-8 type-small text-ink">
            {props.label}
            {props.shortcut ? <KeyHint>{props.shortcut}</KeyHint> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
