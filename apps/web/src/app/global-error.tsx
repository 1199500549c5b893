"use client";

import "./globals.css";
import { FailedPage } from "../shell/failed-page.tsx";

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <FailedPage code={error.digest ?? error.name} onRetry={reset} />
      </body>
    </html>
  );
}
