import { createStore } from "../live/store.ts";
import { hasUnsaved } from "./unsaved-texts.ts";

/** What would leave the page and waits for its reader's word; null when nothing does. */
export const heldLeave = createStore<(() => void) | null>(null);

/** Leaves the page by `leave`; while something on it is not saved, its reader is asked first. */
export function leavePage(leave: () => void): void {
  if (hasUnsaved()) heldLeave.set(leave);
  else leave();
}

/** What is looked at of a link that was pressed. */
interface PressedLink {
  href: string;
  target: string;
  hasAttribute(name: "download"): boolean;
}

/** True for a link that replaces the page in its own tab: not for one to a part of it, to another tab or to a file. */
export function leadsAway(link: PressedLink, here: string): boolean {
  if ((link.target !== "" && link.target !== "_self") || link.hasAttribute("download")) return false;
  const [to, from] = [new URL(link.href), new URL(here)];
  const isPart =
    to.hash !== "" && to.origin + to.pathname + to.search === from.origin + from.pathname + from.search;
  return !isPart && /^https?:$/.test(to.protocol);
}
