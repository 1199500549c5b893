/** What the heat layer shows. */
export const HEAT_VARIANTS = ["density", "delay", "emissions", "pm25", "parking"] as const;
export type HeatVariant = (typeof HEAT_VARIANTS)[number];
