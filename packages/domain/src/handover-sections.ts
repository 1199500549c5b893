/** Sorts of items, in the order in which a handover lists them. */
export const HANDOVER_SECTIONS = ["incident", "alarm", "fault", "note"] as const;
