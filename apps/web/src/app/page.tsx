import { FIRST_ANSWERS_HEADER, readFirstAnswers } from "@arterial/api/live/first-answers";
import { headers } from "next/headers";
import { QueryProvider } from "../queries/query-provider.tsx";
import { LivePage } from "../shell/live-page.tsx";

type Params = Record<string, string | string[] | undefined>;

function formatSearch(params: Params): string {
  const pairs = Object.entries(params).flatMap(([name, value]) => {
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined ? [] : [[name, first]];
  });
  return new URLSearchParams(pairs).toString();
}

export default async function Page({ searchParams }: { searchParams: Promise<Params> }) {
  const first = readFirstAnswers((await headers()).get(FIRST_ANSWERS_HEADER));
  return (
    <QueryProvider>
      <LivePage first={first} search={formatSearch(await searchParams)} />
    </QueryProvider>
  );
}
