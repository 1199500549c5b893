import { type AccountSettings, accountSettingsSchema } from "@arterial/domain/account/settings";
import { z } from "zod";
import { type PageLanguage, parseLanguage } from "../i18n/languages.ts";
import { THEMES, type Theme } from "../ui/tokens.ts";

/** Header in which the server tells its pages what the reader chose. One that a browser sends is taken off. */
export const PAGE_SETTINGS_HEADER = "x-arterial-page-settings";

/** What a page is drawn with. */
export interface PageSettings {
  /** The account's language, or else the browser's. */
  language: PageLanguage;
  /** What the page itself is drawn in, whatever the reader chose: the wall's. */
  theme: Theme | null;
  settings: AccountSettings;
}

const pageSettingsSchema = z.object({
  language: z.string().transform((text) => parseLanguage(text) ?? "en"),
  theme: z.enum(THEMES).nullable(),
  settings: accountSettingsSchema,
});

/** Writes the header's value. */
export function formatPageSettings(page: PageSettings): string {
  return encodeURIComponent(JSON.stringify(page));
}

/** Reads the header's value; what an unknown reader gets when there is none. */
export function readPageSettings(header: string | null): PageSettings {
  if (header === null) return { language: "en", theme: null, settings: {} };
  return pageSettingsSchema.parse(JSON.parse(decodeURIComponent(header)));
}
