"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import dynamic from "next/dynamic";
import { type FocusEvent, type RefObject, useLayoutEffect, useRef } from "react";
import { SubjectNotice } from "../features/abnormal/subject-notice.tsx";
import { useMessages } from "../i18n/messages.ts";
import type { MapFeature } from "../map/live-map-props.ts";
import type { PanelActions } from "../ui/panel-actions.ts";
import { PANEL_ID } from "./use-destinations.ts";

const Inspector = dynamic(() => import("./inspector.tsx").then((module) => module.Inspector), { ssr: false });

interface ContentProps {
  subject: MapFeature;
  /** What is abnormal about it. */
  item: AbnormalItem | undefined;
  actions: PanelActions;
}

/** Gives the focus back where it came from, or else to the map, unless it was taken elsewhere already. */
function giveBackFocus(origin: Element | null, focusMap: () => void): void {
  const isLost = () => document.activeElement === document.body;
  if (isLost() && origin instanceof HTMLElement) origin.focus();
  if (isLost()) focusMap();
}

/** Remembers where the focus came from, and gives it back when the panel goes while it is in there. */
function useFocusGivenBack(panel: RefObject<HTMLElement | null>, focusMap: () => void) {
  const origin = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const { current } = panel;
    origin.current = document.activeElement;
    return () => {
      // It stands yet; the focus is free once it is gone.
      if (current?.contains(document.activeElement)) {
        queueMicrotask(() => giveBackFocus(origin.current, focusMap));
      }
    };
  }, [panel, focusMap]);
  return ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget && !currentTarget.contains(relatedTarget)) origin.current = relatedTarget;
  };
}

/** What the panel shows of one subject. The focus that was in it waits on the panel for what comes after it. */
function Content({ panel, subject, item, actions }: ContentProps & { panel: RefObject<HTMLElement | null> }) {
  useLayoutEffect(() => {
    return () => {
      // Null when the panel itself goes.
      const { current } = panel;
      if (current?.contains(document.activeElement)) current.focus({ preventScroll: true });
    };
  }, [panel]);
  return (
    <>
      {item && subject.type !== "abnormal" ? (
        <SubjectNotice item={item} onOpen={() => actions.onSelect({ type: "abnormal", id: item.id })} />
      ) : null}
      <Inspector subject={subject} actions={actions} />
    </>
  );
}

/** The inspector, and above it what is abnormal about its subject. `focusMap` must not change. */
export function SelectedPanel({ focusMap, ...content }: ContentProps & { focusMap: () => void }) {
  const { panel: words } = useMessages().live;
  const panel = useRef<HTMLElement>(null);
  const noteOrigin = useFocusGivenBack(panel, focusMap);
  const { type, id } = content.subject;
  return (
    <aside
      ref={panel}
      id={PANEL_ID}
      tabIndex={-1}
      aria-label={words.label}
      className="console-inspector min-h-0 overflow-y-auto border-s border-line bg-panel focus-inside"
      onFocus={noteOrigin}
    >
      <Content key={`${type} ${id}`} panel={panel} {...content} />
    </aside>
  );
}
