"use client";

import { IconLayoutColumns } from "@tabler/icons-react";
import { useMessages } from "../i18n/messages.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { useKeyHint } from "../ui/shortcuts.ts";

/** Puts what is typical beside the map, and takes it away: at the time bar, and on a phone over the map. */
export function CompareButton(props: { isCompared: boolean; onToggle: () => void; look: "bar" | "map" }) {
  const words = useMessages().comparison;
  const compareKey = useKeyHint("compare");
  if (props.look === "bar") {
    return (
      <Button
        isSmall
        aria-pressed={props.isCompared}
        className="aria-pressed:border-ink aria-pressed:bg-selected"
        shortcut={compareKey}
        onClick={props.onToggle}
      >
        {words.open}
      </Button>
    );
  }
  return (
    <button
      type="button"
      aria-label={words.open}
      aria-pressed={props.isCompared}
      className="absolute start-100 bottom-10 grid size-44 place-items-center rounded-control border border-line-strong bg-raised text-ink aria-pressed:border-ink aria-pressed:bg-selected md:hidden"
      onClick={props.onToggle}
    >
      <Icon of={IconLayoutColumns} size={21} />
    </button>
  );
}
