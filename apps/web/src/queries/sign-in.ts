/** How an attempt to sign in ended. */
export type SignInResult =
  | { kind: "signed_in" }
  | { kind: "wrong" }
  | { kind: "too_many"; retryAfterS: number }
  | { kind: "unreachable" };

const UNAUTHORIZED = 401;
const BAD_REQUEST = 400;
const TOO_MANY_REQUESTS = 429;
/** To wait after too many attempts, when the server does not say how long. */
const DEFAULT_RETRY_S = 60;

/** Sends e-mail and password; the server answers with the session's cookie. */
export async function signIn(credentials: { email: string; password: string }): Promise<SignInResult> {
  let response: Response;
  try {
    response = await fetch("/api/session", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(credentials),
    });
  } catch {
    return { kind: "unreachable" };
  }
  if (response.ok) return { kind: "signed_in" };
  if (response.status === UNAUTHORIZED || response.status === BAD_REQUEST) return { kind: "wrong" };
  if (response.status !== TOO_MANY_REQUESTS) return { kind: "unreachable" };
  const seconds = Number(response.headers.get("retry-after"));
  return { kind: "too_many", retryAfterS: seconds > 0 ? seconds : DEFAULT_RETRY_S };
}

/** Ends the session; false when the server did not say that it is over. */
export async function signOut(): Promise<boolean> {
  try {
    const response = await fetch("/api/session", { method: "DELETE" });
    return response.ok;
  } catch {
    return false;
  }
}

/** Where to go after signing in: an address of this origin only, told by what a browser makes of it. */
export function safeNextPath(next: string | null, origin: string): string {
  if (next === null || !URL.canParse(next, origin)) return "/";
  const url = new URL(next, origin);
  if (url.origin !== origin || url.protocol !== new URL(origin).protocol) return "/";
  // Two slashes at the beginning would be another host.
  return `${url.pathname.replace(/^\/+/, "/")}${url.search}${url.hash}`;
}

/** Address of the sign-in page that leads back to where one is. */
export function signInPath({ pathname, search }: Pick<Location, "pathname" | "search">): string {
  return `/sign-in?next=${encodeURIComponent(`${pathname}${search}`)}`;
}
