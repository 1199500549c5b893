"use client";

import { useMessages } from "../i18n/messages.ts";
import { ErrorState } from "../ui/panel-state.tsx";

/** Shown instead of a page that could not be drawn. */
export function FailedPage({ code, onRetry }: { code: string; onRetry: () => void }) {
  const words = useMessages().session.failed;
  return (
    <main className="mx-auto flex min-h-dvh max-w-560 flex-col justify-center">
      <div className="border border-line bg-panel">
        <ErrorState title={words.title} code={code} retry={{ label: words.retry, onRetry }}>
          <p>{words.body}</p>
        </ErrorState>
      </div>
    </main>
  );
}
