import { readFileSync } from "node:fs";

/**
 * CPU time so far of a process, s; NaN where the system does not tell. Linux counts in hundredths of a second; the fields
 * behind the name, which may hold spaces: proc(5).
 */
export function cpuSecondsOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}
