/** The input of a query by its key, which tRPC makes of the procedure's path and `{ input }`. */
function inputOf(queryKey: readonly unknown[]): Readonly<Record<string, unknown>> {
  const [, options] = queryKey as readonly [unknown, { input?: Record<string, unknown> } | undefined];
  return options?.input ?? {};
}

/**
 * Placeholder of a query: the answer before, while it is of the same subject, as when another moment of it is fetched. Of
 * another one it would stand under this one's name and unit.
 */
export function keepPreviousOf(subject: Readonly<Record<string, unknown>>) {
  return <Data>(
    previous: Data | undefined,
    query: { queryKey: readonly unknown[] } | undefined,
  ): Data | undefined => {
    if (!query) return undefined;
    const input = inputOf(query.queryKey);
    return Object.entries(subject).every(([name, value]) => input[name] === value) ? previous : undefined;
  };
}
