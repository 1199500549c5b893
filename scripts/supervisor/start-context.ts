import type { StopList } from "./stop-list.ts";

/** What a start reports to. */
export interface StartContext {
  readonly stopList: StopList;
  /** Aborted when the product is to stop. */
  readonly signal: AbortSignal;
  /** A process of the product runs (its id) or has ended (null). */
  readonly noteProcess: (name: string, pid: number | null) => void;
}
