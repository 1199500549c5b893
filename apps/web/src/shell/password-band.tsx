"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMessages } from "../i18n/messages.ts";
import { useTRPC } from "../queries/trpc.ts";
import { Button } from "../ui/button.tsx";

/** Asks the person who came by a one-time link to set a password; can be put off for this visit. */
export function PasswordBand() {
  const { password } = useMessages().shell;
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const [isLater, setLater] = useState(false);
  if (!me || me.user.hasPassword || isLater) return null;
  return (
    <section
      aria-label={password.label}
      className="console-notice flex items-center gap-12 border-b border-line bg-accent-soft px-14 py-6"
    >
      <p className="min-w-0 flex-1 type-body text-ink">{password.notice}</p>
      <a className="type-body font-medium text-accent hover:underline" href="/set-password">
        {password.action}
      </a>
      <Button isSmall look="quiet" onClick={() => setLater(true)}>
        {password.later}
      </Button>
    </section>
  );
}
