import type { z } from "zod";
import type { ServiceContext } from "../context.ts";

/** One address of the REST interface: what it takes, what it answers, and who answers. */
export interface RestRoute {
  method: "GET" | "POST";
  /** Path below /api/v1 with parameters in braces, as OpenAPI writes it. */
  path: string;
  operationId: string;
  summary: string;
  /** Lowest role that may ask, for the description only: the verb decides. */
  role: string;
  /** Path parameters together with the query, or with the body of a POST. */
  input: z.ZodObject;
  output: z.ZodType;
  answer: (ctx: ServiceContext, input: unknown) => Promise<unknown>;
}

/** Declares a route; its answer gets the parsed input and must fit the output's schema. */
export function defineRoute<I extends z.ZodObject, O extends z.ZodType>(
  route: Omit<RestRoute, "method" | "input" | "output" | "answer"> & {
    method?: RestRoute["method"];
    input: I;
    output: O;
    answer: (ctx: ServiceContext, input: z.output<I>) => Promise<z.input<O>>;
  },
): RestRoute {
  return {
    method: "GET",
    ...route,
    answer: async (ctx, input) => route.answer(ctx, route.input.parse(input)),
  };
}
