import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const MAX_BYTES = 20_000_000;

/** A log file that keeps its last 20 to 40 MB: `<path>` and, once that is full, `<path>.1`. */
export interface LogFile {
  readonly path: string;
  readonly write: (text: string) => void;
  readonly close: () => void;
}

/** Opens a log file for appending; its folder is made. */
export function openLogFile(path: string): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let descriptor = openSync(path, "a", 0o600);
  let bytes = fstatSync(descriptor).size;
  return {
    path,
    write: (text) => {
      if (bytes > MAX_BYTES) {
        closeSync(descriptor);
        renameSync(path, `${path}.1`);
        descriptor = openSync(path, "a", 0o600);
        bytes = 0;
      }
      bytes += writeSync(descriptor, text);
    },
    close: () => closeSync(descriptor),
  };
}
