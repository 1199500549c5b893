import { ENGLISH, type Messages } from "./messages.ts";

const RIGHT_TO_LEFT_OVERRIDE = "\u202E";
const POP_DIRECTION = "\u202C";
const WORD = /\p{L}[\p{L}\p{M}’'-]*/gu;

/** Writes each word from right to left, as Android's pseudo-locale ar-XB does; numbers and signs stay as they are. */
export function mirrorWords(text: string): string {
  return text.replace(WORD, (word) => `${RIGHT_TO_LEFT_OVERRIDE}${word}${POP_DIRECTION}`);
}

function mirror(message: unknown): unknown {
  if (typeof message === "string") return mirrorWords(message);
  if (Array.isArray(message)) return message.map(mirror);
  if (typeof message === "function") return (...args: unknown[]) => mirror(message(...args));
  if (typeof message !== "object" || message === null) return message;
  return Object.fromEntries(Object.entries(message).map(([key, value]) => [key, mirror(value)]));
}

/** The English words, written from right to left. */
export const MIRRORED = mirror(ENGLISH) as Messages;
