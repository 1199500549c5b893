import { QueryProvider } from "../../queries/query-provider.tsx";
import { SetPasswordPage } from "../../shell/set-password-page.tsx";

export default function Page() {
  return (
    <QueryProvider>
      <SetPasswordPage />
    </QueryProvider>
  );
}
