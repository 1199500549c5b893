"use client";

import dynamic from "next/dynamic";
import {
  cloneElement,
  type FocusEvent,
  type HTMLAttributes,
  type PointerEvent,
  type ReactElement,
  useEffect,
  useRef,
  useState,
} from "react";

const DELAY_MS = 300;
const TooltipPopup = dynamic(() => import("./tooltip-popup.tsx").then((module) => module.TooltipPopup), {
  ssr: false,
});

/** Names an icon on hover and focus, with its key; never the only place of a fact. */
export function Tooltip(props: {
  label: string;
  shortcut?: string | undefined;
  side?: "right" | "bottom";
  children: ReactElement<HTMLAttributes<HTMLElement>>;
}) {
  const [anchor, setAnchor] = useState<Element | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (element: Element, afterMs: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(element), afterMs);
  };
  const hide = (): void => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  const named = cloneElement(props.children, {
    onPointerEnter: ({ currentTarget, pointerType }: PointerEvent) =>
      pointerType === "touch" ? undefined : show(currentTarget, DELAY_MS),
    onPointerLeave: hide,
    onPointerDown: hide,
    onFocus: ({ currentTarget }: FocusEvent) =>
      currentTarget.matches(":focus-visible") ? show(currentTarget, 0) : undefined,
    onBlur: hide,
  });
  return (
    <>
      {named}
      {anchor ? (
        <TooltipPopup
          anchor={anchor}
          label={props.label}
          shortcut={props.shortcut}
          side={props.side ?? "right"}
          onClose={hide}
        />
      ) : null}
    </>
  );
}
