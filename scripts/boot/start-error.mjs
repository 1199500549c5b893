/** A start that cannot go on: its message is a sentence, with a way out, for the person who started it. */
export class StartError extends Error {
  name = "StartError";
}
