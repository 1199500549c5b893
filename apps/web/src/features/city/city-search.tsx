"use client";

import type { AppRouter } from "@arterial/api/root";
import { IconSearch } from "@tabler/icons-react";
import type { inferRouterOutputs } from "@trpc/server";
import { type ComponentType, type RefObject, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useMessages } from "../../i18n/messages.ts";
import { Icon } from "../../ui/icon.tsx";
import { KeyHint } from "../../ui/key-hint.tsx";
import { useKeyHint, useShortcut } from "../../ui/shortcuts.ts";

/** One thing that the search found. */
export type SearchHit = inferRouterOutputs<AppRouter>["city"]["search"][number];

/** The search's field, with or without what finds. */
export interface SearchFieldProps {
  text: string;
  onText: (text: string) => void;
  input: RefObject<HTMLInputElement | null>;
  className: string;
  onChoose: (hit: SearchHit) => void;
}

const FIELD_CLASS =
  "h-30 w-full max-w-236 min-w-0 bg-transparent type-dense text-ink outline-offset-4 placeholder:text-ink3 max-md:text-[16px]";

type Box = ComponentType<SearchFieldProps & { hasFocus: boolean }>;

/** What finds, once it is loaded: when the field is first reached for. */
function useSearchBox(input: RefObject<HTMLInputElement | null>) {
  const [found, setFound] = useState<{ Box: Box; hasFocus: boolean } | null>(null);
  const load = async (): Promise<void> => {
    const { SearchBox } = await import("./search-box.tsx");
    const hasFocus = document.activeElement === input.current;
    // At once, so that the focus cannot move on in between and be taken back.
    flushSync(() => setFound({ Box: SearchBox, hasFocus }));
  };
  // One that fails is tried again the next time.
  return { found, load: () => void load().catch(() => undefined) };
}

/** Search field; `/` focuses it, and `isAsked` does when it comes. A choice is handed up. */
export function CitySearch({
  onChoose,
  isAsked = false,
}: {
  onChoose: (hit: SearchHit) => void;
  isAsked?: boolean;
}) {
  const { search } = useMessages().shell;
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const { found, load } = useSearchBox(input);
  const searchKey = useKeyHint("search");
  useShortcut("search", () => input.current?.focus());
  useEffect(() => {
    if (isAsked) input.current?.focus();
  }, [isAsked]);
  return (
    <div className="flex h-full min-w-0 flex-1 items-center gap-8 text-ink3 focus-within:text-ink">
      <Icon of={IconSearch} size={16} />
      {found ? (
        <found.Box
          text={text}
          onText={setText}
          input={input}
          className={FIELD_CLASS}
          onChoose={onChoose}
          hasFocus={found.hasFocus}
        />
      ) : (
        <input
          ref={input}
          role="combobox"
          aria-expanded={false}
          aria-label={search.label}
          placeholder={search.placeholder}
          className={FIELD_CLASS}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onFocus={load}
        />
      )}
      {searchKey ? <KeyHint>{searchKey}</KeyHint> : null}
    </div>
  );
}
