"use client";

import "./globals.css";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { LANGUAGE_TRAITS, pageLanguage } from "../i18n/languages.ts";
import { FailedPage } from "../shell/failed-page.tsx";

export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const language = pageLanguage();
  return (
    <html lang={language} dir={LANGUAGE_TRAITS[language].direction}>
      <body>
        <LanguageProvider language={language}>
          <FailedPage code={error.digest ?? error.name} onRetry={reset} />
        </LanguageProvider>
      </body>
    </html>
  );
}
