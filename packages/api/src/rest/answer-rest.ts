import { ZodError, z } from "zod";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError, ServiceError, TooManyRequestsError } from "../errors.ts";
import { openApiDocument } from "./openapi.ts";
import type { RestRoute } from "./route.ts";
import { REST_ROUTES } from "./routes.ts";

/** Where all REST addresses begin. */
export const REST_PREFIX = "/api/v1";

export interface RestRequest {
  method: string;
  /** Path and query, such as "/api/v1/devices?limit=5". */
  url: string;
  /** Of a POST: its content type and its text. */
  body?: { contentType: string; text: string };
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
  if (path === "/openapi.json" && isReading(request.method)) {
    openApi ??= openApiDocument(REST_ROUTES);
    return { status: 200, headers: {}, body: openApi };
  }
  const matches = findRoutes(path);
  if (matches.length === 0) return refusal(404, "not_found", `There is no ${REST_PREFIX}${path}.`);
  const method = isReading(request.method) ? "GET" : request.method;
  const match = matches.find(({ route }) => route.method === method);
  if (match === undefined) return refuseMethod(matches);
  const given =
    method === "POST" ? readBody(request) : [...url.searchParams].filter(([, value]) => value !== "");
  const body = await match.route.answer(ctx, { ...Object.fromEntries(given), ...match.params });
  return { status: 200, headers: {}, body };
}

function isReading(method: string): boolean {
  return method === "GET" || method === "HEAD";
}

function refuseMethod(matches: readonly Match[]): RestAnswer {
  const allowed = matches
    .map(({ route }) => (route.method === "GET" ? "GET, HEAD" : route.method))
    .join(", ");
  return {
    ...refusal(405, "invalid_input", `Only ${allowed} is answered here.`),
    headers: { Allow: allowed },
  };
}

/** Another site's form cannot send this content type, so that a session's cookie alone changes nothing. */
function readBody({ body }: RestRequest): [string, unknown][] {
  if (body?.contentType.split(";")[0]?.trim().toLowerCase() !== "application/json") {
    throw new InvalidInputError("The content type application/json is needed.");
  }
  return Object.entries(z.record(z.string(), z.unknown()).parse(parseJson(body.text)));
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? {} : JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError("The body is no JSON.", { cause });
  }
}

interface Match {
  route: RestRoute;
  params: Record<string, string>;
}

function findRoutes(path: string): Match[] {
  const given = path.split("/");
  return REST_ROUTES.flatMap((route) => {
    const params = matchPath(route.path.split("/"), given);
    return params === undefined ? [] : [{ route, params }];
  });
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
