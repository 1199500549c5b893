import type { HealthAnswer } from "@arterial/runtime/health";

/** Says whether what waits to be committed piles up. */
export interface LagWatch {
  /** Notes the lag now, records. */
  note(records: number): void;
  check(): HealthAnswer;
}

/** Records that a burst may leave waiting without anybody minding. */
const SMALL_RECORDS = 5_000;
/** As many samples in a row without getting better make a trend. */
const SAMPLES = 6;

/** Creates the watch. It is unwell while the lag is not small and has not become smaller over the last samples. */
export function createLagWatch(): LagWatch {
  let samples: number[] = [];
  return {
    note(records) {
      samples = [...samples, records].slice(-SAMPLES);
    },
    check() {
      const now = samples.at(-1) ?? 0;
      const isGrowing = samples.every(
        (records, index) => index === 0 || records >= (samples[index - 1] ?? 0),
      );
      if (samples.length < SAMPLES || now <= SMALL_RECORDS || !isGrowing) return { status: "ok" };
      return { status: "degraded", detail: `${now} readings wait for their commit, and they become more` };
    },
  };
}
