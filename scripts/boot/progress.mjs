const isTerminal = process.stdout.isTTY === true;

/**
 * Does one step of a start and prints one line for it with its duration.
 * @template T
 * @param {string} title
 * @param {(note: (detail: string) => void) => Promise<T> | T} work `note` adds a detail to the line
 * @param {{ isLong?: boolean }} [options] a long step also announces itself where lines cannot be rewritten
 * @returns {Promise<T>}
 */
export async function step(title, work, options = {}) {
  const startedAt = Date.now();
  let detail = "";
  const note = (text) => {
    detail = text;
    if (isTerminal) process.stdout.write(`\r\x1b[2K  … ${title}: ${text}`);
  };
  if (isTerminal) process.stdout.write(`  … ${title}`);
  else if (options.isLong) print(`  … ${title}`);
  try {
    const value = await work(note);
    finishLine("✓", title, detail, startedAt);
    return value;
  } catch (error) {
    finishLine("✗", title, detail, startedAt);
    throw error;
  }
}

/** Prints a line; a reader that went away (a closed pipe) is no reason to stop. */
export function print(line) {
  process.stdout.write(`${isTerminal ? "\r\x1b[2K" : ""}${line}\n`);
}

function finishLine(mark, title, detail, startedAt) {
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  print(`  ${mark} ${title}${detail ? `: ${detail}` : ""} (${seconds} s)`);
}
