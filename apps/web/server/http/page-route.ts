import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { FIRST_ANSWERS_HEADER, formatFirstAnswers } from "@arterial/api/live/first-answers";
import { formatPageSettings, PAGE_SETTINGS_HEADER } from "../../src/queries/page-settings.ts";
import type { Basemap } from "../tiles/basemap.ts";
import type { CityCache } from "../tiles/city-cache.ts";
import { findPageSettings } from "./find-page-settings.ts";
import { findFirstAnswers } from "./first-answers.ts";
import type { Identify } from "./request-context.ts";
import { contentSecurityPolicy } from "./security-headers.ts";

/** Hands a request to Next. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const SIGN_IN_PATH = "/sign-in";
const NONCE_BYTES = 16;

/** True for a page that a person navigates to, as against its scripts, fonts and data. */
function isNavigation(request: IncomingMessage): boolean {
  return request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
}

/**
 * Answers pages and their files through Next. A page gets a policy with a fresh nonce, which Next reads from the
 * request and gives to its scripts, what the reader chose, and the answers to its first questions. Going to
 * the sign-in page first is a convenience: rights are checked in the verbs.
 */
export function createPageRoute(options: {
  identify: Identify;
  cities: CityCache;
  basemap: Basemap;
  pages: PageHandler;
  isDev: boolean;
}): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> {
  const { identify, cities, basemap, pages, isDev } = options;
  return async (request, response, url) => {
    delete request.headers[FIRST_ANSWERS_HEADER];
    delete request.headers[PAGE_SETTINGS_HEADER];
    if (isNavigation(request)) {
      const isOpen = url.pathname === SIGN_IN_PATH;
      const context = await identify(request);
      if (!isOpen && !context.actor) {
        const next = encodeURIComponent(url.pathname + url.search);
        const location =
          url.pathname === "/" && url.search === "" ? SIGN_IN_PATH : `${SIGN_IN_PATH}?next=${next}`;
        response.writeHead(307, { Location: location, "Cache-Control": "no-store" }).end();
        return;
      }
      const nonce = randomBytes(NONCE_BYTES).toString("base64");
      const policy = contentSecurityPolicy(nonce, { isDev, connectTo: basemap.origins });
      request.headers["content-security-policy"] = policy;
      response.setHeader("Content-Security-Policy", policy);
      const settings = findPageSettings(context.actor, request.headers, url);
      request.headers[PAGE_SETTINGS_HEADER] = formatPageSettings(settings);
      const answers = isOpen ? null : await findFirstAnswers(context, { cities, basemap });
      if (answers) request.headers[FIRST_ANSWERS_HEADER] = formatFirstAnswers(answers);
    }
    await pages(request, response);
  };
}
