import { QueryProvider } from "../queries/query-provider.tsx";
import { LivePage } from "../shell/live-page.tsx";

export default function Page() {
  return (
    <QueryProvider>
      <LivePage />
    </QueryProvider>
  );
}
