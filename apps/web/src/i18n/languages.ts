/** A language that people can choose. */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** English written from right to left: proves that the layout has no fixed left and right. Nobody is offered it. */
export const MIRRORED_LANGUAGE = "ar-XB";
/** Everything that a page can be written in. */
export type PageLanguage = Language | typeof MIRRORED_LANGUAGE;

interface LanguageTraits {
  /** Name in the language itself. */
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  readonly numberLocale: string;
  readonly timeLocale: string;
}

export const LANGUAGE_TRAITS: Readonly<Record<PageLanguage, LanguageTraits>> = {
  en: { name: "English", direction: "ltr", numberLocale: "en", timeLocale: "en-GB" },
  de: { name: "Deutsch", direction: "ltr", numberLocale: "de", timeLocale: "de-DE" },
  "ar-XB": { name: "Mirrored", direction: "rtl", numberLocale: "en", timeLocale: "en-GB" },
};

/** How each language is offered: by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: LANGUAGE_TRAITS.en.name,
  de: LANGUAGE_TRAITS.de.name,
};

/** Cookie that carries the choice of somebody who is not signed in. */
export const LANGUAGE_COOKIE = "arterial_language";

const DEFAULT_LANGUAGE: Language = "en";

/** Reads a language that was kept somewhere; null for one that there is not. */
export function parseLanguage(text: string | undefined): PageLanguage | null {
  if (text === MIRRORED_LANGUAGE) return text;
  return LANGUAGES.find((language) => language === text) ?? null;
}

/** The language that an Accept-Language header wants most, of those that there are (RFC 9110, 12.5.4). */
export function negotiateLanguage(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
      return { language: tag.split("-")[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { language } of wanted) {
    const known = LANGUAGES.find((name) => name === language);
    if (known) return known;
  }
  return DEFAULT_LANGUAGE;
}

/** The language of the page that is open; English where there is none, as in tests and on the server. */
export function pageLanguage(): PageLanguage {
  const lang = typeof document === "undefined" ? undefined : document.documentElement.lang;
  return parseLanguage(lang) ?? DEFAULT_LANGUAGE;
}
