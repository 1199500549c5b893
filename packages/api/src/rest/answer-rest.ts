import { ZodError } from "zod";
import type { ServiceContext } from "../context.ts";
import { ServiceError, TooManyRequestsError } from "../errors.ts";
import { openApiDocument } from "./openapi.ts";
import type { RestRoute } from "./route.ts";
import { REST_ROUTES } from "./routes.ts";

/** Where all REST addresses begin. */
export const REST_PREFIX = "/api/v1";

export interface RestRequest {
  method: string;
  /** Path and query, such as "/api/v1/devices?limit=5". */
  url: string;
}

export interface RestAnswer {
  status: number;
  headers: Record<string, string>;
  /** To be sent as JSON. */
  body: unknown;
}

let openApi: Record<string, unknown> | undefined;

/** Answers a request; refusals are answers too. Only bugs and lost infrastructure become 500, and go to the log. */
export async function answerRest(request: RestRequest, ctx: ServiceContext): Promise<RestAnswer> {
  try {
    return await answerRequest(request, ctx);
  } catch (error) {
    return answerError(error, request, ctx);
  }
}

async function answerRequest(request: RestRequest, ctx: ServiceContext): Promise<RestAnswer> {
  const url = new URL(request.url, "http://localhost");
  const path = url.pathname.slice(REST_PREFIX.length);
  if (request.method !== "GET" && request.method !== "HEAD") {
    return {
      ...refusal(405, "invalid_input", "Only GET is answered here."),
      headers: { Allow: "GET, HEAD" },
    };
  }
  if (path === "/openapi.json") {
    openApi ??= openApiDocument(REST_ROUTES);
    return { status: 200, headers: {}, body: openApi };
  }
  const match = findRoute(path);
  if (match === undefined) return refusal(404, "not_found", `There is no ${REST_PREFIX}${path}.`);
  const query = [...url.searchParams].filter(([, value]) => value !== "");
  const body = await match.route.answer(ctx, { ...Object.fromEntries(query), ...match.params });
  return { status: 200, headers: {}, body };
}

function findRoute(path: string): { route: RestRoute; params: Record<string, string> } | undefined {
  const given = path.split("/");
  for (const route of REST_ROUTES) {
    const params = matchPath(route.path.split("/"), given);
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

function matchPath(wanted: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== actual) return undefined;
    if (name !== undefined) params[name] = decodePart(actual);
  }
  return params;
}

/** A path part that is no valid percent-encoding is taken as it is; no id looks like that. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function refusal(status: number, code: string, message: string): RestAnswer {
  return { status, headers: {}, body: { error: { code, message } } };
}

function answerError(error: unknown, request: RestRequest, ctx: ServiceContext): RestAnswer {
  if (error instanceof ServiceError) {
    const answer = refusal(error.status, error.code, error.message);
    if (error.status === 401) answer.headers["WWW-Authenticate"] = "Bearer";
    if (error instanceof TooManyRequestsError) answer.headers["Retry-After"] = String(error.retryAfterS);
    return answer;
  }
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return refusal(
      400,
      "invalid_input",
      `${issue?.path.join(".") ?? "input"}: ${issue?.message ?? "not valid"}`,
    );
  }
  ctx.log.error({ err: error, path: request.url.split("?")[0] }, "rest request failed");
  return refusal(500, "internal", "Something went wrong on the server.");
}
