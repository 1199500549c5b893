"use client";

import { useMessages } from "../i18n/messages.ts";
import { errorCode } from "../queries/query-provider.tsx";
import { SignInLink } from "./sign-in-link.tsx";

/** Says beside what was written that it was not saved: `reason`, or that the session has ended and how to go on. */
export function NotSaved({ error, reason }: { error: unknown; reason: string }) {
  const { connection: words } = useMessages().shell;
  if (errorCode(error) !== "UNAUTHORIZED") return reason;
  return (
    <>
      {words.notSavedSignedOut} <SignInLink />
    </>
  );
}
