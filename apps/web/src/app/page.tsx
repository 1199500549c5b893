import { FIRST_ANSWERS_HEADER, readFirstAnswers } from "@arterial/api/live/first-answers";
import { headers } from "next/headers";
import { QueryProvider } from "../queries/query-provider.tsx";
import { LivePage } from "../shell/live-page.tsx";
import { formatSearch, type SearchParams } from "./format-search.ts";

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const first = readFirstAnswers((await headers()).get(FIRST_ANSWERS_HEADER));
  return (
    <QueryProvider>
      <LivePage first={first} search={formatSearch(await searchParams)} />
    </QueryProvider>
  );
}
