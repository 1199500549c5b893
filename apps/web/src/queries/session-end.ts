import { useSyncExternalStore } from "react";
import { createStore } from "../live/store.ts";
import { forgetLastKnown } from "../offline/last-known-store.ts";
import { hasUnsaved } from "../unsaved/unsaved-texts.ts";
import { signInPath } from "./sign-in.ts";

const ended = createStore(false);

/** An answer came: whoever asked is signed in. */
export function noteAnswer(): void {
  ended.set(false);
}

/** Something that was to be changed was refused, as nobody is signed in any more: the page stays, with what was put in. */
export function noteSessionEnd(): void {
  forgetLastKnown();
  ended.set(true);
}

/** Nothing more can be shown without a session: goes to the sign-in page and back, unless that would lose what was written. */
export function signInAgain(): void {
  noteSessionEnd();
  if (!hasUnsaved() && location.pathname !== "/sign-in") location.assign(signInPath(location));
}

/** True from a refusal for want of a session on until the server answers again. */
export function hasSessionEnded(): boolean {
  return ended.get();
}

/** Whether the session has ended, as far as the server has said so. */
export function useHasSessionEnded(): boolean {
  return useSyncExternalStore(ended.subscribe, hasSessionEnded, () => false);
}
