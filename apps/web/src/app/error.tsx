"use client";

import { FailedPage } from "../shell/failed-page.tsx";

export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <FailedPage code={error.digest ?? error.name} onRetry={reset} />;
}
