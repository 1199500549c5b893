"use client";

import { type ReactNode, use } from "react";
import { type PageLanguage, pageLanguage } from "./languages.ts";
import { ENGLISH, type Messages, MessagesContext } from "./messages.ts";

const LOADERS: Readonly<Record<Exclude<PageLanguage, "en">, () => Promise<Messages>>> = {
  de: () => import("./de/catalogue.ts").then((module) => module.GERMAN),
  "ar-XB": () => import("./mirrored-catalogue.ts").then((module) => module.MIRRORED),
};

const loading = new Map<PageLanguage, Promise<Messages>>();

function loadCatalogue(language: Exclude<PageLanguage, "en">): Promise<Messages> {
  const begun = loading.get(language);
  if (begun) return begun;
  const begins = LOADERS[language]();
  loading.set(language, begins);
  // One that fails is asked for again when the page is drawn anew.
  begins.catch(() => loading.delete(language));
  return begins;
}

// Begins as soon as this file runs, beside everything else that the page loads.
if (typeof document !== "undefined") {
  const language = pageLanguage();
  if (language !== "en") void loadCatalogue(language).catch(() => undefined);
}

/** Gives everything below the words of a language. English is at hand, others are loaded by those who read them. */
export function LanguageProvider({ language, children }: { language: PageLanguage; children: ReactNode }) {
  const messages = language === "en" ? ENGLISH : use(loadCatalogue(language));
  return <MessagesContext value={messages}>{children}</MessagesContext>;
}
