import type { Messages } from "../messages.ts";

/** Sign-in, passwords, and pages that are not there. */
export const session: Messages["session"] = {
  signIn: {
    title: "Anmelden",
    email: "E-Mail",
    password: "Kennwort",
    submit: "Anmelden",
    submitting: "Melde an",
    oneTime:
      "Zum ersten Mal hier? Der Einmal-Link, den der Start des Servers ausgab, meldet die erste Administration an. Er gilt einmal.",
    command: "Für einen weiteren Link auf dem Server ausführen:",
    wrong: "E-Mail und Kennwort gehören nicht zusammen.",
    usedLink: "Dieser Einmal-Link ist schon benutzt oder abgelaufen. Bitten Sie um einen neuen.",
    tooMany: (seconds) => `Zu viele Versuche. In ${seconds} s noch einmal.`,
    unreachable: "Der Server antwortete nicht. Es ging nichts verloren; versuchen Sie es noch einmal.",
    missing: "Beide Felder sind nötig.",
    language: "Sprache",
  },
  setPassword: {
    title: "Kennwort setzen",
    intro: "Von jetzt an melden Sie sich mit Ihrer E-Mail-Adresse und diesem Kennwort an.",
    current: "Bisheriges Kennwort",
    password: "Neues Kennwort",
    hint: "Mindestens 12 Zeichen; ein Satz merkt sich am leichtesten.",
    repeat: "Noch einmal",
    tooShort: "Mindestens 12 Zeichen.",
    differs: "Die beiden sind nicht gleich.",
    missingCurrent: "Ihr bisheriges Kennwort ist nötig.",
    submit: "Kennwort setzen",
    submitting: "Setze",
    failed: "Das Kennwort wurde nicht gesetzt.",
    back: "Zurück zur Karte",
  },
  refusals: {
    unauthenticated: "Melden Sie sich zuerst an.",
    sign_in_failed: "E-Mail und Kennwort gehören nicht zusammen.",
    wrong_password: "Das ist nicht Ihr bisheriges Kennwort.",
    forbidden: "Ihre Rolle darf das nicht.",
    not_found: "Das gibt es nicht mehr.",
    invalid_input: "Etwas in der Eingabe passt nicht.",
    conflict: "Es besteht schon, oder jemand hat es inzwischen geändert.",
    too_many_requests: "Zu viele Versuche. Warten Sie etwas.",
    no_city: "Es ist noch keine Stadt eingespielt.",
    internal: "Auf dem Server ging etwas schief.",
    unreachable: "Der Server antwortete nicht.",
  },
  notFound: {
    title: "Unter dieser Adresse ist nichts",
    body: "Die Adresse ist vielleicht vertippt, oder die Seite ist umgezogen.",
    back: "Zur Live-Karte",
  },
  failed: {
    title: "Diese Seite ließ sich nicht zeichnen",
    body: "Es ging nichts verloren: Messwerte werden weiter empfangen und gespeichert.",
    retry: "Noch einmal",
  },
};
