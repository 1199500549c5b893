"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useLayoutEffect, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { cx } from "../../ui/class-names.ts";
import { POPUP_CLASS, POPUP_GROUP_LABEL_CLASS, POPUP_ITEM_CLASS } from "../../ui/popup.ts";
import type { SearchFieldProps, SearchHit } from "./city-search.tsx";
import { groupHits } from "./group-hits.ts";

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

/** The search field with what it finds below it. */
export function SearchBox(props: SearchFieldProps & { hasFocus: boolean }) {
  const { text, onText, input, hasFocus } = props;
  const { search } = useMessages().shell;
  const trpc = useTRPC();
  const typed = text.trim();
  const query = useDeferredValue(typed);
  const [isOpen, setIsOpen] = useState(hasFocus && text !== "");
  const result = useQuery({
    ...trpc.city.search.queryOptions({ query, limit: MAX_HITS }),
    enabled: query.length > 0,
  });
  // It takes the place of the field that was there while it was loaded, and goes on where that was.
  useLayoutEffect(() => {
    if (!hasFocus) return;
    input.current?.focus();
    input.current?.setSelectionRange(-1, -1);
  }, [hasFocus, input]);
  // Enter takes the first hit, so there is none before those of this very text have come.
  const isAnswered = query === typed && !result.isFetching;
  const hits = query === typed && query.length > 0 ? (result.data ?? []) : [];
  const emptyNote = !isAnswered ? search.searching : result.isError ? search.failed : search.none(query);
  return (
    <Autocomplete.Root
      items={hits}
      mode="none"
      autoHighlight="always"
      open={isOpen}
      onOpenChange={setIsOpen}
      value={text}
      itemToStringValue={(hit: SearchHit) => hit.title}
      onValueChange={(value, details) => {
        if (details.reason === "item-press") {
          onText("");
          input.current?.blur();
          return;
        }
        onText(value);
      }}
    >
      <Autocomplete.Input
        ref={input}
        aria-label={search.label}
        placeholder={search.placeholder}
        className={props.className}
        onKeyDown={(event) => {
          const { key } = event;
          // Whoever is gone before the list is there does not want it; the list itself only notices from then on.
          if (key === "Tab" || key === "Escape") setIsOpen(false);
          // The list would keep the key to itself.
          if (key === "Escape") event.currentTarget.blur();
          // Who is too fast sees that it is searching, where the list would close.
          if (key === "Enter" && hits.length === 0) event.preventBaseUIHandler();
        }}
      />
      {query.length > 0 ? (
        <Results hits={hits} note={hits.length === 0 ? emptyNote : null} onChoose={props.onChoose} />
      ) : null}
    </Autocomplete.Root>
  );
}
