/** Name of the cookie that carries the session's secret. */
export const SESSION_COOKIE = "arterial_session";

/** The session's secret in a Cookie header, if there is one. */
export function readSessionCookie(cookieHeader: string | undefined): string | undefined {
  for (const part of cookieHeader?.split(";") ?? []) {
    const separator = part.indexOf("=");
    if (separator > 0 && part.slice(0, separator).trim() === SESSION_COOKIE) {
      return part.slice(separator + 1).trim() || undefined;
    }
  }
  return undefined;
}

/** Set-Cookie header that gives the browser a session. `isSecure`: the console is served over https. */
export function sessionCookie(token: string, options: { expiresAt: number; isSecure: boolean }): string {
  return cookie(token, new Date(options.expiresAt), options.isSecure);
}

/** Set-Cookie header that takes the session away. */
export function clearedSessionCookie(options: { isSecure: boolean }): string {
  return cookie("", new Date(0), options.isSecure);
}

function cookie(value: string, expires: Date, isSecure: boolean): string {
  const attributes = [
    `${SESSION_COOKIE}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    `Expires=${expires.toUTCString()}`,
  ];
  return [...attributes, ...(isSecure ? ["Secure"] : [])].join("; ");
}
