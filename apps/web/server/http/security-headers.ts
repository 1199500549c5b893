import type { ServerResponse } from "node:http";

/** What every answer carries, whatever it is. */
const FIXED_HEADERS: Readonly<Record<string, string>> = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

/**
 * Content security policy of a page: everything from this origin. Scripts need the nonce of their page; styles may be
 * inline because positions are set by style attributes. In development the bundler needs `eval`. `connectTo` are origins
 * that may be asked for data besides, such as a basemap's.
 */
export function contentSecurityPolicy(
  nonce: string,
  { isDev = false, connectTo = [] }: { isDev?: boolean; connectTo?: readonly string[] } = {},
): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'${isDev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ["connect-src 'self'", ...connectTo].join(" "),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Sets the headers that every answer carries. */
export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(FIXED_HEADERS)) response.setHeader(name, value);
}
