"use client";

import type { ThemeChoice } from "@arterial/domain/account/choices";
import { useSyncExternalStore } from "react";
import { changeSettings, useAccountSettings } from "../queries/account-settings.ts";
import type { Theme } from "./tokens.ts";

const LIGHT_QUERY = "(prefers-color-scheme: light)";

function subscribeSystem(listener: () => void): () => void {
  const query = matchMedia(LIGHT_QUERY);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Sets and remembers the choice; the page changes at once. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  void changeSettings({ theme: choice });
}

/** The reader's choice. */
export function useThemeChoice(): ThemeChoice {
  return useAccountSettings().theme ?? "system";
}

/** The theme that is shown: the choice, or what the system wants. */
export function useTheme(): Theme {
  const choice = useThemeChoice();
  const isLight = useSyncExternalStore(
    subscribeSystem,
    () => matchMedia(LIGHT_QUERY).matches,
    () => false,
  );
  if (choice !== "system") return choice;
  return isLight ? "light" : "dark";
}
