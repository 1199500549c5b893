"use client";

import { type KeyboardEvent, type RefObject, useCallback, useMemo, useRef, useState } from "react";

/** What the button that opens a popup needs; spread on it. */
export interface PopupTrigger {
  ref: RefObject<HTMLButtonElement | null>;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
  onClick: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** What the popup itself needs: `open` and `onOpenChange` for its root, `anchor` for its place and for the focus after it. */
export interface PopupState {
  open: boolean;
  anchor: RefObject<HTMLButtonElement | null>;
  onOpenChange: (isOpen: boolean, details: { event: Event }) => void;
}

/**
 * A button, and a popup that is loaded and mounted when it is first opened (`isWanted`) and then stays, so that it closes
 * with its transition. Popups lie in files of their own, behind `dynamic`: none is needed before the map stands.
 */
export function usePopup(kind: PopupTrigger["aria-haspopup"]): {
  isWanted: boolean;
  trigger: PopupTrigger;
  popup: PopupState;
} {
  const ref = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isWanted, setWanted] = useState(false);
  const show = useCallback((open: boolean) => {
    setOpen(open);
    if (open) setWanted(true);
  }, []);
  const popup = useMemo<PopupState>(
    () => ({
      open: isOpen,
      anchor: ref,
      onOpenChange(open, { event }) {
        const places = [event.target, event instanceof FocusEvent ? event.relatedTarget : null];
        const isOnTrigger = places.some((place) => place instanceof Node && ref.current?.contains(place));
        // A press on the button is the button's.
        if (open || !isOnTrigger) show(open);
      },
    }),
    [isOpen, show],
  );
  const trigger: PopupTrigger = {
    ref,
    "aria-haspopup": kind,
    "aria-expanded": isOpen,
    onClick: () => show(!isOpen),
    onKeyDown(event) {
      if (kind !== "menu" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      show(true);
    },
  };
  return { isWanted, trigger, popup };
}
