/** What the reader chose; `system` follows the operating system. */
export const THEME_CHOICES = ["system", "dark", "light"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];
/** Cookie that carries the choice to the server, so that the first paint has the right theme. */
export const THEME_COOKIE = "arterial_theme";

/** Reads a cookie's value as a choice; anything else is `system`. */
export function parseThemeChoice(value: string | undefined): ThemeChoice {
  return THEME_CHOICES.find((choice) => choice === value) ?? "system";
}
