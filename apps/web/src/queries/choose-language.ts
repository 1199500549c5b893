import type { Language } from "../i18n/languages.ts";
import { changeSettings } from "./account-settings.ts";

/** Keeps the language with the account and asks for the page anew in it; its address restores what is open. */
export async function chooseLanguage(language: Language): Promise<void> {
  await changeSettings({ language });
  location.reload();
}
