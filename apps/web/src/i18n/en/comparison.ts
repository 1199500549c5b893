/** Side by side with what is typical for the hour of the week. */
export const comparison = {
  open: "Compare with typical",
  observed: "Observed",
  asKnown: "As known then",
  /** `when`: `Thursday 17:00–18:00 CET`. */
  typical: (when: string) => `Typical ${when}`,
  map: "Map of what is typical",
  basis: (known: string, all: string, samples: string, weeks: number) =>
    `${known} of ${all} directions, ${samples} quarter-hours each, ${weeks === 1 ? "1 week" : `${weeks} weeks`}`,
  loading: "what is typical",
  none: "Nothing is typical yet for this hour.",
  noneHint: "It comes once a history has been loaded, or two weeks were observed.",
  opened: (when: string) => `Beside the map: typical ${when}.`,
  closed: "The comparison has ended.",
  now: "Now",
  thenShort: "Then",
  typicalShort: "Typical",
  difference: "Difference",
  noFigure: "no typical value",
  column: "Typical",
  noColumn: "not known",
};
