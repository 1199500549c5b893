/** Cookie that carries the choice to the server, so that the first paint has the right theme. */
export const THEME_COOKIE = "arterial_theme";
