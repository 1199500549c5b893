"use client";

import { type RefObject, useEffect, useRef } from "react";
import { changeSettings, currentSettings, useAccountSettings } from "../queries/account-settings.ts";
import { type Bindings, bindingsOf, type KeyAction, matchKey } from "./key-actions.ts";
import { isTextEntry } from "./text-entry.ts";

/** A second key must follow the first within this time, ms. */
const SEQUENCE_MS = 1_500;
const INTERACTIVE =
  "button, input, a[href], summary, [role=button], [role^=menuitem], [role=option], [role=tab]";

interface Registration {
  action: KeyAction | "escape";
  handler: RefObject<(() => void) | undefined>;
  /** In whose panel the focus must be; anywhere when absent. */
  scope: RefObject<HTMLElement | null> | undefined;
}

const registrations = new Set<Registration>();
let pending = { keys: "", at: 0 };

/** Switches single-key shortcuts on or off for the reader (WCAG 2.2, 2.1.4). */
export function setSingleKeys(isOn: boolean): void {
  void changeSettings({ keys: { bindings: {}, ...currentSettings().keys, isOn } });
}

/** Gives an action another key; null gives every action its own back. */
export function setBinding(choice: { action: KeyAction; key: string } | null): void {
  const { isOn = true, bindings = {} } = currentSettings().keys ?? {};
  const next = choice === null ? {} : { ...bindings, [choice.action]: choice.key };
  void changeSettings({ keys: { isOn, bindings: next } });
}

/** True while single-key shortcuts are switched on. */
export function useSingleKeys(): boolean {
  return useAccountSettings().keys?.isOn ?? true;
}

/** The bindings in force. */
export function useBindings(): Bindings {
  return bindingsOf(useAccountSettings().keys);
}

/** How the key of an action is written beside its button; undefined while single keys are off. */
export function useKeyHint(action: KeyAction): string | undefined {
  const { keys } = useAccountSettings();
  if (keys?.isOn === false) return undefined;
  return writeKey(bindingsOf(keys)[action]);
}

/** Writes a binding; the space bar is written as its sign. */
export function writeKey(binding: string): string {
  return binding === " " ? "␣" : binding;
}

/** The field that a key would be text in; null where it is a command. */
function fieldOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof HTMLElement && isTextEntry(target) ? target : null;
}

/** Takes the focus out of a field, so that keys are commands again; in a panel it stays with the panel. */
function leaveField(field: HTMLElement): void {
  field.blur();
  field.closest("aside")?.focus({ preventScroll: true });
}

/** True where the space bar presses what has the focus. */
function isPressing(event: KeyboardEvent): boolean {
  return event.key === " " && event.target instanceof Element && event.target.closest(INTERACTIVE) !== null;
}

/** The panel that an element stands in, or the element itself. */
function panelOf(scope: Registration["scope"]): HTMLElement | null {
  return scope?.current?.closest("aside") ?? scope?.current ?? null;
}

/** Calls what is registered for an action: what has the focus in it first, and then what was opened last. */
function perform(action: Registration["action"], event: KeyboardEvent): void {
  const able = [...registrations].filter((each) => each.action === action && each.handler.current).reverse();
  const inFocus = able.filter(({ scope }) => panelOf(scope)?.contains(event.target as Node));
  const chosen = inFocus.length > 0 ? inFocus : able.filter(({ scope }) => !scope).slice(0, 1);
  if (chosen.length === 0) return;
  event.preventDefault();
  for (const { handler } of chosen) handler.current?.();
}

function onKeyDown(event: KeyboardEvent): void {
  const { key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
  const field = fieldOf(event.target);
  if (field) {
    if (key === "Escape") leaveField(field);
    return;
  }
  if (key === "Escape") {
    perform("escape", event);
    return;
  }
  const { keys } = currentSettings();
  if (keys?.isOn === false || isPressing(event)) return;
  // When it was pressed, not when a busy page came to it.
  const now = event.timeStamp;
  const before = now - pending.at < SEQUENCE_MS ? pending.keys : "";
  const match = matchKey(bindingsOf(keys), before, key);
  pending = { keys: match && "pending" in match ? match.pending : "", at: now };
  if (match && "action" in match) perform(match.action, event);
}

/**
 * Calls `onPress` when the action's key is pressed outside of fields. Escape works even when single keys are off; in a
 * field it only leaves that.
 * With a scope it hears the key only while the focus is in its panel, and then before all others.
 */
export function useShortcut(
  action: KeyAction | "escape",
  onPress: (() => void) | undefined,
  scope?: RefObject<HTMLElement | null>,
): void {
  const handler = useRef(onPress);
  useEffect(() => {
    handler.current = onPress;
  });
  useEffect(() => {
    const registration: Registration = { action, handler, scope };
    if (registrations.size === 0) window.addEventListener("keydown", onKeyDown);
    registrations.add(registration);
    return () => {
      registrations.delete(registration);
      if (registrations.size === 0) window.removeEventListener("keydown", onKeyDown);
    };
  }, [action, scope]);
}
