"use client";

import type { AppRouter } from "@arterial/api/root";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useDeferredValue, useRef, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { cx } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icon.tsx";
import { KeyHint } from "../../ui/key-hint.tsx";
import { POPUP_CLASS, POPUP_GROUP_LABEL_CLASS, POPUP_ITEM_CLASS } from "../../ui/popup.ts";
import { useShortcut } from "../../ui/shortcuts.ts";
import { groupHits } from "./group-hits.ts";

/** One thing that the search found. */
export type SearchHit = inferRouterOutputs<AppRouter>["city"]["search"][number];

const MAX_HITS = 12;

function Results(props: {
  hits: readonly SearchHit[];
  note: string | null;
  onChoose: (hit: SearchHit) => void;
}) {
  const { hits, note, onChoose } = props;
  const { search } = useMessages().shell;
  return (
    <Autocomplete.Portal role="region" aria-label={search.results}>
      <Autocomplete.Positioner sideOffset={6} align="start" className="z-50">
        <Autocomplete.Popup
          className={cx(POPUP_CLASS, "max-h-[70dvh] w-380 max-w-[calc(100vw-16px)] overflow-y-auto")}
        >
          <Autocomplete.Status className={note ? "px-12 py-6 type-body text-ink3" : "sr-only"}>
            {note}
          </Autocomplete.Status>
          <Autocomplete.List>
            {groupHits(hits).map((group) => (
              <Autocomplete.Group key={group.type} items={group.hits}>
                <Autocomplete.GroupLabel className={POPUP_GROUP_LABEL_CLASS}>
                  {search.types[group.type]}
                </Autocomplete.GroupLabel>
                {group.hits.map((hit) => (
                  <Autocomplete.Item
                    key={`${hit.type}:${hit.id}`}
                    value={hit}
                    onClick={() => onChoose(hit)}
                    className={cx(POPUP_ITEM_CLASS, "justify-between")}
                  >
                    <span className="min-w-0 truncate text-ink">{hit.title}</span>
                    <span className="min-w-0 truncate type-small text-ink3">{hit.subtitle}</span>
                  </Autocomplete.Item>
                ))}
              </Autocomplete.Group>
            ))}
          </Autocomplete.List>
        </Autocomplete.Popup>
      </Autocomplete.Positioner>
    </Autocomplete.Portal>
  );
}

/** Search field of the status strip; `/` focuses it, a choice is handed up. */
export function CitySearch({ onChoose }: { onChoose: (hit: SearchHit) => void }) {
  const { search } = useMessages().shell;
  const trpc = useTRPC();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const result = useQuery({
    ...trpc.city.search.queryOptions({ query, limit: MAX_HITS }),
    enabled: query.length > 0,
    placeholderData: keepPreviousData,
  });
  useShortcut("/", () => input.current?.focus());

  const hits = query.length > 0 ? (result.data ?? []) : [];
  const emptyNote = result.isError
    ? search.failed
    : result.isFetching
      ? search.searching
      : search.none(query);
  return (
    <Autocomplete.Root
      items={hits}
      mode="none"
      autoHighlight="always"
      value={text}
      itemToStringValue={(hit: SearchHit) => hit.title}
      onValueChange={(value, details) => {
        if (details.reason === "item-press") {
          setText("");
          input.current?.blur();
          return;
        }
        setText(value);
      }}
    >
      <div className="flex h-full min-w-0 flex-1 items-center gap-8 text-ink3 focus-within:text-ink">
        <Icon of={IconSearch} size={16} />
        <Autocomplete.Input
          ref={input}
          aria-label={search.label}
          placeholder={search.placeholder}
          className="h-30 w-full max-w-236 min-w-0 bg-transparent type-dense text-ink outline-offset-4 placeholder:text-ink3"
        />
        <KeyHint>/</KeyHint>
      </div>
      {query.length > 0 ? (
        <Results hits={hits} note={hits.length === 0 ? emptyNote : null} onChoose={onChoose} />
      ) : null}
    </Autocomplete.Root>
  );
}
