type Input = Readonly<Record<string, unknown>>;
type Query = { queryKey: readonly unknown[] } | undefined;

/** The input of a query by its key, which tRPC makes of the procedure's path and `{ input }`. */
function inputOf(queryKey: readonly unknown[]): Input {
  const [, options] = queryKey as readonly [unknown, { input?: Record<string, unknown> } | undefined];
  return options?.input ?? {};
}

function isOf(input: Input, subject: Input): boolean {
  return Object.entries(subject).every(([name, value]) => input[name] === value);
}

/** A verb that tells of the past is asked about a moment, or what was known at one; one that tells of now is not. */
function isOfReplay({ atMs, knownAtMs }: Input): boolean {
  return atMs !== undefined || knownAtMs !== undefined;
}

/**
 * Placeholder of a query: the answer before, while it is of the same subject, as when another moment of it is fetched. Of
 * another one it would stand under this one's name and unit; what is live would stand as replayed, and the reverse.
 */
export function keepPreviousOf(subject: Input, isReplay = false) {
  return <Data>(previous: Data | undefined, query: Query): Data | undefined => {
    if (!query) return undefined;
    const input = inputOf(query.queryKey);
    return isOf(input, subject) && isOfReplay(input) === isReplay ? previous : undefined;
  };
}

/**
 * Placeholder of a query for what is typical around an instant, which is asked about in the same way live and in a
 * replay: the answer before, while it is of the same subject and of an instant within `withinMs` of this one.
 */
export function keepPreviousNear(subject: Input, near: { name: string; at: number; withinMs: number }) {
  return <Data>(previous: Data | undefined, query: Query): Data | undefined => {
    if (!query) return undefined;
    const input = inputOf(query.queryKey);
    const at = input[near.name];
    const isNear = typeof at === "number" && Math.abs(at - near.at) <= near.withinMs;
    return isNear && isOf(input, subject) ? previous : undefined;
  };
}
