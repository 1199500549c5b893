import type { KeySettings } from "@arterial/domain/account/settings";

/** Everything that a single key does, with the key that it has unless the reader chose another. */
export const DEFAULT_BINDINGS = {
  search: "/",
  nextAbnormal: "j",
  previousAbnormal: "k",
  zoomTo: "z",
  nearestCamera: "c",
  table: "t",
  measure: "m",
  drawRoute: "r",
  compare: "v",
  stepBack: "[",
  stepAhead: "]",
  play: " ",
  live: "l",
  goToMap: "g m",
  goToList: "g a",
  goToPanel: "g p",
  goToCameras: "g c",
  goToDevices: "g d",
  goToRoutes: "g r",
  goToHandover: "g h",
  keyboard: "?",
} as const satisfies Record<string, string>;
export type KeyAction = keyof typeof DEFAULT_BINDINGS;
export const KEY_ACTIONS = Object.keys(DEFAULT_BINDINGS) as KeyAction[];

/** The key or the two keys after each other (`g m`) of every action. */
export type Bindings = Readonly<Record<KeyAction, string>>;

/** The bindings in force: the defaults, and what the reader chose instead. */
export function bindingsOf(keys: KeySettings | undefined): Bindings {
  const chosen = Object.entries(keys?.bindings ?? {}).filter(([action]) => action in DEFAULT_BINDINGS);
  return { ...DEFAULT_BINDINGS, ...Object.fromEntries(chosen) };
}

/** True when pressing one may be the beginning of the other, or the same. */
function collide(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}

/** The action that a key belongs to already; null when it is free for `action`. */
export function findConflict(bindings: Bindings, action: KeyAction, key: string): KeyAction | null {
  return KEY_ACTIONS.find((other) => other !== action && collide(bindings[other], key)) ?? null;
}

/** Keys that move the focus, the map or the page; no action may take them. */
export function isReserved(key: string): boolean {
  return (key.length > 1 && key !== " ") || key === "+" || key === "-";
}

/** What a key means after those pressed just before: an action, the beginning of one, or nothing. */
export function matchKey(
  bindings: Bindings,
  pending: string,
  key: string,
): { action: KeyAction } | { pending: string } | null {
  for (const pressed of [key, key.toLowerCase()]) {
    const sequence = pending === "" ? pressed : `${pending} ${pressed}`;
    const action = KEY_ACTIONS.find((name) => bindings[name] === sequence);
    if (action) return { action };
    if (KEY_ACTIONS.some((name) => bindings[name].startsWith(`${sequence} `))) return { pending: sequence };
  }
  return null;
}
