import type { Messages } from "../messages.ts";

/** Views that a person keeps. */
export const views: Messages["views"] = {
  presets: "Voreinstellungen",
  presetNames: {
    traffic: "Verkehr",
    delay: "Zeitverlust",
    againstTypical: "Gegen üblich",
    air: "Luft",
    parking: "Parkplätze",
  },
  open: "Gemerkte Ansichten",
  title: "Gemerkte Ansichten",
  list: "die Ansichten",
  empty: "Eine gemerkte Ansicht holt Karte, Ebenen, Auswahl und Zeit in einem Schritt zurück.",
  name: "Name dieser Ansicht",
  save: "Diese Ansicht merken",
  rename: "Umbenennen",
  newName: "Neuer Name",
  done: "Fertig",
  cancel: "Abbrechen",
  copy: "Link kopieren",
  copied: "Link kopiert",
  copyFailed: "Der Browser ließ es nicht zu. Der Link steht in der Adresszeile, sobald die Ansicht auf ist.",
  remove: "Löschen",
  removed: (name) => `„${name}“ ist gelöscht.`,
  undo: "Rückgängig",
  failed: "Das wurde nicht gespeichert.",
  full: "Sie haben schon 100 Ansichten gespeichert: Löschen Sie zuerst eine.",
  nameMissing: "Geben Sie der Ansicht einen Namen.",
  kept: (date) => `gemerkt ${date}`,
  replay: "steht auf einer vergangenen Zeit",
};
