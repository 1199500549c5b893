"use client";

import { createContext, useContext } from "react";
import { abnormal } from "./en/abnormal.ts";
import { comparison } from "./en/comparison.ts";
import { devices } from "./en/devices.ts";
import { handover } from "./en/handover.ts";
import { incidents } from "./en/incidents.ts";
import { live } from "./en/live.ts";
import { measure } from "./en/measure.ts";
import { places } from "./en/places.ts";
import { replay } from "./en/replay.ts";
import { routes } from "./en/routes.ts";
import { session } from "./en/session.ts";
import { shell } from "./en/shell.ts";
import { traffic } from "./en/traffic.ts";
import { views } from "./en/views.ts";

/** All words of the console in English; another language has the same shape. */
export const ENGLISH = {
  abnormal,
  comparison,
  devices,
  handover,
  incidents,
  live,
  measure,
  places,
  replay,
  routes,
  session,
  shell,
  traffic,
  views,
};

/** Shape of a catalogue: a language that lacks a message does not compile. */
export type Messages = typeof ENGLISH;

/** Holds the words of the page's language; English where nothing else was loaded. */
export const MessagesContext = createContext<Messages>(ENGLISH);

/** The words of the reader's language. */
export function useMessages(): Messages {
  return useContext(MessagesContext);
}
