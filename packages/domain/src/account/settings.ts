import { z } from "zod";
import { CONGESTION_PALETTES, THEME_CHOICES } from "./choices.ts";

const MAX_BINDINGS = 100;
/** A language tag such as `de` or `pt-BR`. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;

/** Single keys of the console: whether they are on, and those that the person chose, by the action's name. */
const keysSchema = z.object({
  isOn: z.boolean(),
  bindings: z
    .record(z.string().min(1).max(40), z.string().min(1).max(16))
    .refine((bindings) => Object.keys(bindings).length <= MAX_BINDINGS),
});
export type KeySettings = z.infer<typeof keysSchema>;

/** What a person set for themselves, kept with the account; what is absent was never chosen. */
export const accountSettingsSchema = z.object({
  language: z.string().regex(LANGUAGE).exactOptional(),
  theme: z.enum(THEME_CHOICES).exactOptional(),
  palette: z.enum(CONGESTION_PALETTES).exactOptional(),
  keys: keysSchema.exactOptional(),
});
export type AccountSettings = z.infer<typeof accountSettingsSchema>;
