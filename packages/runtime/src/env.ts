import type { z } from "zod";

/** A setting is missing or wrong. The message names each variable and what is wrong with it, never its value. */
export class EnvError extends Error {
  override name = "EnvError";
  readonly variables: readonly string[];

  constructor(problems: readonly { variable: string; message: string }[]) {
    super(
      `The environment is not usable:\n${problems.map((p) => `  ${p.variable}: ${p.message}`).join("\n")}`,
    );
    this.variables = problems.map((p) => p.variable);
  }
}

/**
 * Parses a process's environment once. Empty strings count as absent, so that `KAFKA_BROKERS=` switches a part off.
 *
 * @throws EnvError when the environment does not fit the schema.
 */
export function parseEnv<S extends z.ZodType>(
  schema: S,
  source: Readonly<Record<string, string | undefined>>,
): z.output<S> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new EnvError(
    parsed.error.issues.map((issue) => ({
      variable: String(issue.path[0] ?? "environment"),
      message: given[String(issue.path[0])] === undefined ? "is not set" : issue.message,
    })),
  );
}
