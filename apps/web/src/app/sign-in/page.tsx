import { SignInPage } from "../../shell/sign-in-page.tsx";

export default function Page() {
  return <SignInPage />;
}
