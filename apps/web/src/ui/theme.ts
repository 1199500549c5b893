"use client";

import { useSyncExternalStore } from "react";
import { parseThemeChoice, THEME_COOKIE, type ThemeChoice } from "./theme-choice.ts";
import type { Theme } from "./tokens.ts";

const YEAR_S = 365 * 24 * 60 * 60;
const LIGHT_QUERY = "(prefers-color-scheme: light)";
const listeners = new Set<() => void>();

function choiceNow(): ThemeChoice {
  return parseThemeChoice(document.documentElement.dataset.theme);
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(LIGHT_QUERY);
  query.addEventListener("change", listener);
  listeners.add(listener);
  return () => {
    query.removeEventListener("change", listener);
    listeners.delete(listener);
  };
}

/** Sets and remembers the choice; the page changes at once. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=${YEAR_S}; samesite=lax`;
  for (const listener of listeners) listener();
}

/** The reader's choice. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, choiceNow, () => "system" as const);
}

/** The theme that is shown: the choice, or what the system wants. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    subscribe,
    () => {
      const choice = choiceNow();
      if (choice !== "system") return choice;
      return matchMedia(LIGHT_QUERY).matches ? "light" : "dark";
    },
    () => "dark" as const,
  );
}
