import type { Messages } from "../messages.ts";

/** Road traffic: segments and loops. */
export const traffic: Messages["traffic"] = {
  segment: "den Abschnitt",
  unnamed: "Straße ohne Namen",
  roadClasses: {
    motorway: "Autobahn",
    primary: "Hauptstraße",
    secondary: "Sammelstraße",
    residential: "Wohnstraße",
    service: "Betriebsweg",
    railway: "Bahn",
    path: "Weg",
  },
  directions: {
    n: "Richtung Norden",
    ne: "Richtung Nordosten",
    e: "Richtung Osten",
    se: "Richtung Südosten",
    s: "Richtung Süden",
    sw: "Richtung Südwesten",
    w: "Richtung Westen",
    nw: "Richtung Nordwesten",
  },
  directionOfTravel: "Fahrtrichtung, aus der Nähe",
  fromTo: (from, to) => `${from} bis ${to}`,
  lanes: (count) => (count === 1 ? "1 Fahrstreifen" : `${count} Fahrstreifen`),
  limit: (kmh) => `zulässig ${kmh} km/h`,
  classes: {
    free: "Freier Verkehr",
    light: "Leicht verzögert",
    moderate: "Zähfließend",
    heavy: "Stockend",
    severe: "Gestaut",
    closed: "Gesperrt",
    unknown: "Nicht bekannt",
  },
  classRatio: (percent) => `${percent} % des freien Tempos`,
  classUnknown: "zu wenige Fahrzeuge in den letzten Minuten",
  speed: "Tempo",
  flow: "Stärke",
  density: "Dichte",
  occupancy: "Belegung",
  vehicleCount: (count) => (count === 1 ? "1 Fahrzeug" : `${count} Fahrzeuge`),
  noLoop: "hier keine Schleife",
  freeFlow: (kmh) => `freies Tempo ${kmh}`,
  freeFlowLine: "frei",
  freeFlowMeasured: (kmh) =>
    `Freies Tempo ${kmh} km/h, das 85. Perzentil des gemessenen Tempos außerhalb der Spitzen.`,
  freeFlowPosted: (kmh) =>
    `Freies Tempo ${kmh} km/h, das zulässige; außerhalb der Spitzen wurde noch zu wenig gemessen.`,
  loop: "Schleife",
  opposite: "Gegenrichtung",
  queue: {
    title: "Rückstau auf dem Zug",
    since: (clock, elapsed) => `seit ${clock}, ${elapsed}`,
    head: "Spitze",
    tail: "Ende",
    direction: "Fahrtrichtung \u2192",
    summary: (place, length, growth) =>
      `Rückstau von ${length} auf ${place}, ${growth}. Seine Spitze liegt stromab, rechts; sein Ende stromauf, links.`,
    length: "Länge",
    growth: "Wachstum",
    vehicles: "Fahrzeuge",
    delay: "Zeitverlust",
    soFar: "seit Beginn",
    peak: (value) => `höchstens ${value}`,
    growing: "wächst",
    shrinking: "schrumpft",
    steady: "gleich",
  },
  madeOf: (observed, imputed, suspect) =>
    [
      `${observed} % gemessen`,
      imputed === "0" ? "" : `${imputed} % ergänzt`,
      suspect === "0" ? "" : `${suspect} % fraglich`,
    ]
      .filter(Boolean)
      .join(", "),
  units: { speed: "km/h", flow: "Fz/h", density: "Fz/km", occupancy: "%", delay: "Fz·h" },
};
