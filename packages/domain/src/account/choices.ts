/** How bright the console is; `system` follows the operating system. */
export const THEME_CHOICES = ["system", "dark", "light"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** How congestion is coloured: `default` is safe for colour-vision deficiency, `trafficLight` is what some expect. */
export const CONGESTION_PALETTES = ["default", "trafficLight"] as const;
export type CongestionPalette = (typeof CONGESTION_PALETTES)[number];
