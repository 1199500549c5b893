import { FIRST_ANSWERS_HEADER, readFirstAnswers } from "@arterial/api/live/first-answers";
import { headers } from "next/headers";
import { QueryProvider } from "../../queries/query-provider.tsx";
import { WallPage } from "../../wall/wall-page.tsx";
import { formatSearch, type SearchParams } from "../format-search.ts";

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const first = readFirstAnswers((await headers()).get(FIRST_ANSWERS_HEADER));
  return (
    <QueryProvider>
      <WallPage first={first} search={formatSearch(await searchParams)} />
    </QueryProvider>
  );
}
