"use client";

import type { AccountSettings } from "@arterial/domain/account/settings";
import { useSyncExternalStore } from "react";
import { LANGUAGE_COOKIE } from "../i18n/languages.ts";
import { THEME_COOKIE } from "../ui/theme-cookie.ts";
import { createClient } from "./trpc-client.ts";

const YEAR_S = 365 * 24 * 60 * 60;
const NOTHING: AccountSettings = {};

let settings: AccountSettings | null = null;
let isSaved = true;
const listeners = new Set<() => void>();

/** What the server wrote on the page for the person who is signed in, or for the browser. */
function readPage(): AccountSettings {
  return JSON.parse(document.documentElement.dataset.settings ?? "{}") as AccountSettings;
}

function settingsNow(): AccountSettings {
  settings ??= readPage();
  return settings;
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Kept in the browser too, so that the sign-in page looks and reads as the console did. */
function keepInBrowser(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

/** Takes a choice for this browser, without an account. */
export function chooseInBrowser(choice: Pick<AccountSettings, "language" | "theme">): void {
  if (choice.language) keepInBrowser(LANGUAGE_COOKIE, choice.language);
  if (choice.theme) keepInBrowser(THEME_COOKIE, choice.theme);
}

/** Takes a choice at once and keeps it with the account; resolves when it is kept, or is known not to be. */
export async function changeSettings(change: AccountSettings): Promise<void> {
  settings = { ...settingsNow(), ...change };
  chooseInBrowser(change);
  tell();
  try {
    await createClient().session.updateSettings.mutate(change);
    isSaved = true;
  } catch {
    // It holds on this page, and `useAreSettingsSaved` says that it is not kept.
    isSaved = false;
  }
  tell();
}

/** What the reader has chosen, outside of components. */
export function currentSettings(): AccountSettings {
  return settingsNow();
}

/** What the reader has chosen. */
export function useAccountSettings(): AccountSettings {
  return useSyncExternalStore(subscribe, settingsNow, () => NOTHING);
}

/** False while the last choice could not be kept with the account. */
export function useAreSettingsSaved(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isSaved,
    () => true,
  );
}
