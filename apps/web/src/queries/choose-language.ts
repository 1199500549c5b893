import type { Language } from "../i18n/languages.ts";
import { leavePage } from "../unsaved/leave-page.ts";
import { changeSettings } from "./account-settings.ts";

/** Keeps the language with the account and asks for the page anew in it; its address restores what is open. */
export function chooseLanguage(language: Language): void {
  leavePage(() => void changeSettings({ language }).then(() => location.reload()));
}
