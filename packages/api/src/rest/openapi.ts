import { z } from "zod";
import { SERVICE_ERROR_CODES } from "../errors.ts";
import type { RestRoute } from "./route.ts";

const errorSchema = z.object({
  error: z.object({
    code: z.union([z.enum(SERVICE_ERROR_CODES), z.literal("internal")]),
    message: z.string(),
  }),
});

/** OpenAPI 3.1 of the routes, made from the schemas that they are checked with. */
export function openApiDocument(routes: readonly RestRoute[]): Record<string, unknown> {
  return {
    openapi: "3.1.0",
    info: {
      title: "Arterial",
      version: "1",
      description:
        "Readings and states of the city. Lists answer `items` and `nextCursor`, and go on from a cursor. Times are ISO 8601 in UTC.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    security: [{ bearer: [] }, { session: [] }],
    paths: pathsOf(routes),
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer" },
        session: { type: "apiKey", in: "cookie", name: "arterial_session" },
      },
      schemas: { Error: jsonSchema(errorSchema, "output") },
    },
  };
}

function pathsOf(routes: readonly RestRoute[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return paths;
}

function operation(route: RestRoute): Record<string, unknown> {
  const refusal = (description: string) => ({
    description,
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  });
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: `Role: ${route.role}.`,
    parameters: parameters(route),
    ...(route.method === "POST" ? { requestBody: requestBody(route) } : {}),
    responses: {
      200: {
        description: "The answer.",
        content: { "application/json": { schema: jsonSchema(route.output, "output") } },
      },
      400: refusal("The input is not valid."),
      401: refusal("No valid token or session."),
      403: refusal("The role is too low."),
      404: refusal("There is no such thing."),
    },
  };
}

function pathParameters(route: RestRoute): Set<string> {
  return new Set(Array.from(route.path.matchAll(/\{(\w+)\}/g), (match) => match[1] ?? ""));
}

function requestBody(route: RestRoute): Record<string, unknown> {
  const inPath = pathParameters(route);
  const shape = Object.fromEntries(Object.entries(route.input.shape).filter(([name]) => !inPath.has(name)));
  return {
    required: false,
    content: { "application/json": { schema: jsonSchema(z.object(shape), "input") } },
  };
}

function parameters(route: RestRoute): Record<string, unknown>[] {
  const inPath = pathParameters(route);
  const shape = Object.entries(route.input.shape);
  const fields = route.method === "POST" ? shape.filter(([name]) => inPath.has(name)) : shape;
  return fields.map(([name, schema]) => {
    const { description, ...rest } = jsonSchema(schema as z.ZodType, "input");
    return {
      name,
      in: inPath.has(name) ? "path" : "query",
      required: !(schema as z.ZodType).safeParse(undefined).success,
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
