import type { StepResult } from "./step-result.ts";

/** One step: a named pure function from value to result. Its name appears in outcomes, metrics and the printed flow. */
export type Step<I, O> = (value: I) => StepResult<O>;

/** A step that turns one value into several, each of which goes on by itself. */
export type SplitStep<I, O> = (value: I) => StepResult<readonly O[]>;

/** How one value left a flow, at which step, and as what it entered that step. */
export interface Outcome<Base, O> {
  /** Name of the step that ended the value; the flow's sink when it passed all. */
  step: string;
  /** The value as it entered that step: what a dead letter is written from. */
  input: Base;
  result: StepResult<O>;
}

/** A chain of steps from a source to a sink, read top to bottom. */
export interface Flow<Base, O> {
  name: string;
  /** Runs one value through; the result has one outcome per value that came out of it. */
  run(value: Base): Outcome<Base, O>[];
  /** The flow as text, one line a step. */
  describe(): string;
}

/** Puts a flow together; each call returns a new builder. */
export interface FlowBuilder<Base, T extends Base> {
  step<U extends Base>(step: Step<T, U>): FlowBuilder<Base, U>;
  split<U extends Base>(step: SplitStep<T, U>): FlowBuilder<Base, U>;
  /** Ends the flow at a named sink: the name says where passed values go, the caller takes them there. */
  to(sink: string): Flow<Base, T>;
}

type Stage<Base> = { name: string } & (
  | { kind: "step"; run: Step<Base, Base> }
  | { kind: "split"; run: SplitStep<Base, Base> }
);

/** One outcome, or those of the parts that a step split the value into. */
function runStages<Base>(
  stages: readonly Stage<Base>[],
  from: number,
  value: Base,
  sink: string,
): Outcome<Base, Base> | Outcome<Base, Base>[] {
  let current = value;
  let passed: StepResult<Base> | undefined;
  for (let i = from; i < stages.length; i++) {
    const stage = stages[i] as Stage<Base>;
    const result = stage.run(current);
    if (result.type !== "ok") return { step: stage.name, input: current, result };
    if (stage.kind === "split") {
      const parts = result.value as readonly Base[];
      if (parts.length === 1) return runStages(stages, i + 1, parts[0] as Base, sink);
      const outcomes: Outcome<Base, Base>[] = [];
      for (const part of parts) {
        const outcome = runStages(stages, i + 1, part, sink);
        if (Array.isArray(outcome)) outcomes.push(...outcome);
        else outcomes.push(outcome);
      }
      return outcomes;
    }
    passed = result as StepResult<Base>;
    current = result.value as Base;
  }
  return { step: sink, input: current, result: passed ?? { type: "ok", value: current } };
}

function build<Base, T extends Base>(name: string, source: string, stages: readonly Stage<Base>[]) {
  const builder: FlowBuilder<Base, T> = {
    step: (step) => {
      const stage = { name: step.name, kind: "step", run: step } as unknown as Stage<Base>;
      return build(name, source, [...stages, stage]);
    },
    split: (step) => {
      const stage = { name: step.name, kind: "split", run: step } as unknown as Stage<Base>;
      return build(name, source, [...stages, stage]);
    },
    to: (sink) => ({
      name,
      run: (value) => {
        const outcome = runStages(stages, 0, value, sink);
        return (Array.isArray(outcome) ? outcome : [outcome]) as Outcome<Base, T>[];
      },
      describe: () => {
        const lines = stages.map((s) => `  ${s.kind === "split" ? "⤨" : "→"} ${s.name}`);
        return [`${name}`, `  from ${source}`, ...lines, `  to ${sink}`].join("\n");
      },
    }),
  };
  return builder;
}

/** Starts a flow of values that all carry at least `Base`, such as the message that they came from. */
export function flow<Base>(name: string, options: { from: string }): FlowBuilder<Base, Base> {
  return build<Base, Base>(name, options.from, []);
}
