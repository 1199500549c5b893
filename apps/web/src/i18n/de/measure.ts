import type { Messages } from "../messages.ts";

/** Measuring on the map. */
export const measure: Messages["measure"] = {
  title: "Messen",
  hint: "Punkte auf der Karte antippen, oder sie mit den Pfeiltasten unter dem Fadenkreuz bewegen und die Leertaste drücken.",
  firstPoint: "Erster Punkt gesetzt",
  leg: (number) => `Abschnitt ${number}`,
  length: "Länge",
  perimeter: "Umfang",
  area: "Fläche",
  crossed: "Die Linie kreuzt sich: keine Fläche",
  undo: "Punkt zurück",
  clear: "Löschen",
  close: "Fläche schließen",
  copy: "Kopieren",
  copied: "Kopiert",
  failed: "Kopieren ging nicht",
  done: "Messen beenden",
};
