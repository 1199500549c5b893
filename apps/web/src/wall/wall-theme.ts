import type { Theme } from "../ui/tokens.ts";

const WALL_THEMES = ["wall", "dark", "light"] as const satisfies readonly Theme[];

/** The theme that a wall's query asks for; `wall` when it names none. */
export function parseWallTheme(text: string | null): Theme {
  return WALL_THEMES.find((theme) => theme === text) ?? "wall";
}
