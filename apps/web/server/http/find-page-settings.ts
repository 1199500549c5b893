import type { IncomingMessage } from "node:http";
import type { Actor } from "@arterial/api/actor";
import { THEME_CHOICES } from "@arterial/domain/account/choices";
import { LANGUAGE_COOKIE, negotiateLanguage, parseLanguage } from "../../src/i18n/languages.ts";
import type { PageSettings } from "../../src/queries/page-settings.ts";
import { THEME_COOKIE } from "../../src/ui/theme-cookie.ts";
import { parseWallTheme } from "../../src/wall/wall-theme.ts";

const WALL_PATH = "/wall";

function readCookie(header: string | undefined, name: string): string | undefined {
  const parts = (header ?? "").split(";").map((part) => part.trim());
  return parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

/**
 * What a page is drawn with: the account's choices; what the account never chose comes from the browser's cookies, and
 * the language in the end from what the browser asks for.
 */
export function findPageSettings(
  actor: Actor | null,
  { cookie, "accept-language": acceptLanguage }: IncomingMessage["headers"],
  url: URL,
): PageSettings {
  const account = actor?.type === "user" ? actor.settings : {};
  const kept = parseLanguage(account.language) ?? parseLanguage(readCookie(cookie, LANGUAGE_COOKIE));
  const theme = account.theme ?? THEME_CHOICES.find((choice) => choice === readCookie(cookie, THEME_COOKIE));
  return {
    language: kept ?? negotiateLanguage(acceptLanguage),
    theme: url.pathname === WALL_PATH ? parseWallTheme(url.searchParams.get("theme")) : null,
    settings: { ...account, ...(theme ? { theme } : {}) },
  };
}
