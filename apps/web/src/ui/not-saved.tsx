"use client";

import { useMessages } from "../i18n/messages.ts";
import { errorCode } from "../queries/query-provider.tsx";
import { TIMED_OUT } from "../queries/request-timeout.ts";
import { SignInLink } from "./sign-in-link.tsx";

/**
 * Says beside what was written that it was not saved: `reason`, that the session has ended and how to go on, or that
 * nobody answered, when it may be saved all the same.
 */
export function NotSaved({ error, reason }: { error: unknown; reason: string }) {
  const { shell, session } = useMessages();
  const { connection: words } = shell;
  const code = errorCode(error);
  if (code === TIMED_OUT) return session.refusals.timed_out;
  if (code !== "UNAUTHORIZED") return reason;
  return (
    <>
      {words.notSavedSignedOut} <SignInLink />
    </>
  );
}
