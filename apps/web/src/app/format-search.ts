/** The query of a page as Next hands it over. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** Writes it as a query string again; of a name that comes twice, the first. */
export function formatSearch(params: SearchParams): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first]];
  });
  return new URLSearchParams(pairs).toString();
}
