"use client";

import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { Icon } from "../../ui/icon.tsx";
import { useShortcut } from "../../ui/shortcuts.ts";
import { CitySearch, type SearchHit } from "./city-search.tsx";

/** The search over the phone's map, which Escape closes once its list is closed. */
function OpenSearch(props: { id: string; onChoose: (hit: SearchHit) => void; onClose: () => void }) {
  const { onClose } = props;
  const leave = ({ key, target }: KeyboardEvent) => {
    const isListOpen = target instanceof Element && target.getAttribute("aria-expanded") === "true";
    if (key === "Escape" && !isListOpen) onClose();
  };
  // The key that closed the list has taken the focus out of the field.
  useShortcut("escape", onClose);
  return (
    <search
      id={props.id}
      onKeyDown={leave}
      className="absolute start-110 end-54 top-10 z-1 flex h-44 rounded-control border border-line-strong bg-raised px-10 md:hidden"
    >
      <CitySearch onChoose={props.onChoose} isAsked />
    </search>
  );
}

/** Button over the phone's map that opens the search beside it; a choice closes it, and Escape. */
export function SearchMenu({ onFind }: { onFind: (hit: SearchHit) => void }) {
  const { search } = useMessages().shell;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (hit: SearchHit) => {
    setOpen(false);
    onFind(hit);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={search.label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        className="absolute top-10 start-60 grid size-44 place-items-center rounded-control border border-line-strong bg-raised text-ink aria-expanded:bg-selected md:hidden"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={IconSearch} size={21} />
      </button>
      {isOpen ? <OpenSearch id={id} onChoose={choose} onClose={close} /> : null}
    </>
  );
}
