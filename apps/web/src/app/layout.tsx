import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { LanguageProvider } from "../i18n/language-provider.tsx";
import { LANGUAGE_TRAITS } from "../i18n/languages.ts";
import { PAGE_SETTINGS_HEADER, readPageSettings } from "../queries/page-settings.ts";
import { PALETTES } from "../ui/tokens.ts";

export const metadata: Metadata = { title: "Arterial" };

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: PALETTES.dark.rail },
    { media: "(prefers-color-scheme: light)", color: PALETTES.light.rail },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const page = readPageSettings((await headers()).get(PAGE_SETTINGS_HEADER));
  const { language, settings } = page;
  const theme = page.theme ?? settings.theme ?? "system";
  return (
    <html
      lang={language}
      dir={LANGUAGE_TRAITS[language].direction}
      data-settings={JSON.stringify(settings)}
      suppressHydrationWarning
      {...(theme === "system" ? {} : { "data-theme": theme })}
    >
      <body>
        <LanguageProvider language={language}>{children}</LanguageProvider>
      </body>
    </html>
  );
}
