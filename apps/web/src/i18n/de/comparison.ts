import type { Messages } from "../messages.ts";

/** Side by side with what is typical for the hour of the week. */
export const comparison: Messages["comparison"] = {
  open: "Übliches daneben",
  observed: "Beobachtet",
  asKnown: "Wie damals bekannt",
  typical: (when) => `Üblich ${when}`,
  map: "Karte des Üblichen",
  basis: (known, all, samples, weeks) =>
    `${known} von ${all} Richtungen, je ${samples} Viertelstunden, ${weeks === 1 ? "1 Woche" : `${weeks} Wochen`}`,
  loading: "das Übliche",
  none: "Für diese Stunde ist noch nichts üblich.",
  noneHint: "Es kommt, sobald eine Vorgeschichte geladen ist oder zwei Wochen beobachtet wurden.",
  opened: (when) => `Neben der Karte: üblich ${when}.`,
  closed: "Der Vergleich ist beendet.",
  now: "Jetzt",
  thenShort: "Damals",
  typicalShort: "Üblich",
  difference: "Unterschied",
  noFigure: "kein üblicher Wert",
  column: "Üblich",
  noColumn: "nicht bekannt",
};
