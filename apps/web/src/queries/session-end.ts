import { useSyncExternalStore } from "react";
import { createStore } from "../live/store.ts";
import { forgetLastKnown } from "../offline/last-known-store.ts";
import { hasUnsaved } from "../unsaved/unsaved-texts.ts";
import { signInPath } from "./sign-in.ts";

const ended = createStore(false);
/** How many views stand on the page that are of use without a session too. */
let keptViews = 0;

/** Has the page stay when the session ends, frozen and with a word about it, until the returned function is called. */
export function keepAtSessionEnd(): () => void {
  keptViews += 1;
  return () => {
    keptViews -= 1;
  };
}

/** An answer came: whoever asked is signed in. */
export function noteAnswer(): void {
  ended.set(false);
}

/** Something that was to be changed was refused, as nobody is signed in any more: the page stays, with what was put in. */
export function noteSessionEnd(): void {
  forgetLastKnown();
  ended.set(true);
}

/**
 * A page that shows nothing yet cannot without a session: it goes to the sign-in page and back. One that shows the city
 * keeps what it shows, and one with something unsaved what was written.
 */
export function signInAgain(): void {
  noteSessionEnd();
  if (keptViews === 0 && !hasUnsaved() && location.pathname !== "/sign-in")
    location.assign(signInPath(location));
}

/** True from a refusal for want of a session on until the server answers again. */
export function hasSessionEnded(): boolean {
  return ended.get();
}

/** Whether the session has ended, as far as the server has said so. */
export function useHasSessionEnded(): boolean {
  return useSyncExternalStore(ended.subscribe, hasSessionEnded, () => false);
}
