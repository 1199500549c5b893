"use client";

import type { ReactNode } from "react";
import { useMessages } from "../i18n/messages.ts";
import { Logo } from "./logo.tsx";

/** Frame of the pages outside of the console: one narrow panel on the ground. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  const { productName } = useMessages().shell;
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-ground p-16">
      <div className="w-full max-w-380">
        <p className="mb-16 flex items-center gap-10 text-ink">
          <Logo />
          <span className="type-title">{productName}</span>
        </p>
        <section className="flex flex-col gap-14 border border-line bg-panel p-24">
          <h1 className="type-page text-ink">{title}</h1>
          {children}
        </section>
      </div>
    </main>
  );
}
