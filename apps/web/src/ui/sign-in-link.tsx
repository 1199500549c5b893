"use client";

import { useMessages } from "../i18n/messages.ts";
import { signInPath } from "../queries/sign-in.ts";
import { useHasUnsaved } from "../unsaved/unsaved-texts.ts";

/** Way to the sign-in page and back to this view; in a tab of its own while something on this page is not saved. */
export function SignInLink() {
  const { connection: words } = useMessages().shell;
  const hasUnsaved = useHasUnsaved();
  return (
    <a
      className="text-accent underline"
      href="/sign-in"
      target={hasUnsaved ? "_blank" : undefined}
      // The address of the view changes without this being drawn anew.
      onClick={({ currentTarget }) => {
        currentTarget.href = signInPath(location);
      }}
    >
      {hasUnsaved ? words.signInBeside : words.signInAgain}
    </a>
  );
}
