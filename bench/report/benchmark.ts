/** A measured value. */
export interface Figure {
  value: number;
  unit: string;
}

/** The same work done by another product, in the same run. */
export interface PeerFigure extends Figure {
  name: string;
}

/** What a ratio or a value has to reach, and whether it did. */
export interface Bar {
  name: string;
  value: number;
  /** The least, or with `atMost` the most, that it has to be. */
  atLeast?: number;
  atMost?: number;
  isReached: boolean;
}

/** What one benchmark found: printed as one JSON object. More fields may explain the figures. */
export interface BenchmarkResult {
  name: string;
  ours: Figure;
  /** What the machine or the part below cannot exceed, in the same run. */
  limit: Figure;
  peers: readonly PeerFigure[];
  ratios: Readonly<Record<string, number>>;
  bars?: readonly Bar[];
  notes?: readonly string[];
  [explanation: string]: unknown;
}

/** What a file of this folder exports to be a benchmark: its name is the file's. */
export interface Benchmark {
  /** One line for the list of benchmarks. */
  summary: string;
  /** Measures; `args` are the options after the name. */
  run(args: readonly string[]): Promise<BenchmarkResult>;
}

/** A value that has to be at least so much. */
export function atLeast(name: string, value: number, bar: number): Bar {
  return { name, value, atLeast: bar, isReached: value >= bar };
}

/** A value that has to be at most so much. */
export function atMost(name: string, value: number, bar: number): Bar {
  return { name, value, atMost: bar, isReached: value <= bar };
}
