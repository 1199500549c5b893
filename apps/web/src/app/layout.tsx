import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { MESSAGES } from "../i18n/messages.ts";
import { parseThemeChoice, THEME_COOKIE } from "../ui/theme-choice.ts";
import { PALETTES } from "../ui/tokens.ts";

export const metadata: Metadata = { title: MESSAGES.shell.productName };

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
  const choice = parseThemeChoice((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" suppressHydrationWarning {...(choice === "system" ? {} : { "data-theme": choice })}>
      <body>{children}</body>
    </html>
  );
}
