/** Severity of an abnormal thing, 1 worst. */
export type Severity = 1 | 2 | 3 | 4;
export const SEVERITIES = [1, 2, 3, 4] as const satisfies readonly Severity[];

/** Shape of a severity in a 24 × 24 box, and where the middle of its digit stands. The map draws the same shapes. */
export const SEVERITY_SHAPES: Readonly<Record<Severity, { path: string; digitY: number; digitPx: number }>> =
  {
    1: { path: "M12 2.2 L22.6 21 H1.4 Z", digitY: 15.3, digitPx: 12 },
    2: { path: "M12 0.9 L23.1 12 L12 23.1 L0.9 12 Z", digitY: 12, digitPx: 13 },
    3: { path: "M12 1.4 A10.6 10.6 0 1 1 11.99 1.4 Z", digitY: 12, digitPx: 14 },
    4: { path: "M2.4 2.4 H21.6 V21.6 H2.4 Z", digitY: 12, digitPx: 14 },
  };

/** Colour tokens of a severity: fill, digit, edge. */
export const SEVERITY_TOKENS = {
  1: { fill: "s1", ink: "s1Ink", edge: "s1" },
  2: { fill: "s2", ink: "s2Ink", edge: "s2Edge" },
  3: { fill: "s3", ink: "s3Ink", edge: "s3Edge" },
  4: { fill: "s4", ink: "s4Ink", edge: "s4" },
} as const;
