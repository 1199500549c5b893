import { LANGUAGE_TRAITS, pageLanguage } from "../i18n/languages.ts";

/** Surface of everything that opens above the page: menus, popovers, search results. */
export const POPUP_CLASS =
  "z-50 min-w-180 origin-(--transform-origin) rounded-control border border-line-strong bg-raised py-4 text-ink shadow-[0_8px_24px_#00000059] outline-none transition-opacity duration-(--motion-fast) data-ending-style:opacity-0 data-starting-style:opacity-0";

/** One choosable row inside such a surface. */
export const POPUP_ITEM_CLASS =
  "flex min-h-28 cursor-default items-center gap-8 px-12 type-body outline-none select-none data-highlighted:bg-selected max-md:min-h-44";

/** Caption of a group of rows. */
export const POPUP_GROUP_LABEL_CLASS = "px-12 pt-8 pb-4 type-label text-ink3";

/** The side on which a popup opens: what is right of a button lies left of it where the page is mirrored. */
export function readingSide<Side extends "right" | "top" | "bottom">(side: Side): Side | "left" {
  return side === "right" && LANGUAGE_TRAITS[pageLanguage()].direction === "rtl" ? "left" : side;
}
