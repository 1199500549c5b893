"use client";

import { useMessages } from "../i18n/messages.ts";
import { EntryPage } from "../shell/entry-page.tsx";

export default function NotFound() {
  const words = useMessages().session.notFound;
  return (
    <EntryPage title={words.title}>
      <p className="type-body text-ink2">{words.body}</p>
      <a className="type-body font-medium text-accent hover:underline" href="/">
        {words.back}
      </a>
    </EntryPage>
  );
}
