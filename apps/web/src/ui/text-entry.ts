/** Inputs that no text is typed into: single keys are commands on them as on buttons. */
const PRESSED_INPUTS: ReadonlySet<string> = new Set([
  "button",
  "checkbox",
  "color",
  "file",
  "image",
  "radio",
  "range",
  "reset",
  "submit",
]);

/** True for what letters are typed into, or choose from, as in a selection. */
export function isTextEntry(element: {
  tagName: string;
  type?: string | undefined;
  isContentEditable: boolean;
}): boolean {
  const { tagName, type = "text", isContentEditable } = element;
  if (isContentEditable || tagName === "TEXTAREA" || tagName === "SELECT") return true;
  return tagName === "INPUT" && !PRESSED_INPUTS.has(type);
}
