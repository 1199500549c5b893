import type { HealthAnswer } from "@arterial/runtime/health";

/** Space of a file system, bytes. */
export interface DiskSpace {
  freeBytes: number;
  totalBytes: number;
}

/** Less free than both of these is nearly full: a share, and what a day of a small city takes. */
const LOW_SHARE = 0.1;
const LOW_BYTES = 2 * 1024 ** 3;
/** Less than this and PostgreSQL may stop at any moment. */
const NONE_BYTES = 128 * 1024 ** 2;

/** Judges the space that is left for the database's files. */
export function judgeDisk({ freeBytes, totalBytes }: DiskSpace): HealthAnswer {
  const detail = `${Math.round(freeBytes / 1024 ** 2)} MB free, ${Math.round((freeBytes / totalBytes) * 100)} %`;
  if (freeBytes < NONE_BYTES) return { status: "down", detail: `full: ${detail}` };
  const isLow = freeBytes < LOW_BYTES && freeBytes / totalBytes < LOW_SHARE;
  return isLow ? { status: "degraded", detail: `nearly full: ${detail}` } : { status: "ok", detail };
}
