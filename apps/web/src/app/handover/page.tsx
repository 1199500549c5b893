import { QueryProvider } from "../../queries/query-provider.tsx";
import { HandoverRoute } from "../../shell/handover-route.tsx";

export default function Page() {
  return (
    <QueryProvider>
      <HandoverRoute />
    </QueryProvider>
  );
}
