import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { ServiceContext } from "./context.ts";
import { ServiceError, type ServiceErrorCode, TooManyRequestsError } from "./errors.ts";

type TrpcCode = TRPCError["code"];

const TRPC_CODES: Readonly<Record<ServiceErrorCode, TrpcCode>> = {
  unauthenticated: "UNAUTHORIZED",
  sign_in_failed: "UNAUTHORIZED",
  wrong_password: "FORBIDDEN",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid_input: "BAD_REQUEST",
  conflict: "CONFLICT",
  too_many_requests: "TOO_MANY_REQUESTS",
  no_city: "PRECONDITION_FAILED",
};

const trpc = initTRPC.context<ServiceContext>().create({
  // Stacks stay in the server's log.
  isDev: false,
  errorFormatter({ shape, error }) {
    const { cause } = error;
    return {
      ...shape,
      data: {
        ...shape.data,
        serviceCode: serviceCodeOf(error),
        retryAfterS: cause instanceof TooManyRequestsError ? cause.retryAfterS : null,
      },
    };
  },
});

function serviceCodeOf(error: TRPCError): ServiceErrorCode | "internal" {
  if (error.cause instanceof ServiceError) return error.cause.code;
  return error.code === "BAD_REQUEST" ? "invalid_input" : "internal";
}

/** Turns refusals into tRPC's errors; anything else becomes a bland message, its cause kept for the log. */
const mapErrors = trpc.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof ServiceError) {
    throw new TRPCError({ code: TRPC_CODES[cause.code], message: cause.message, cause });
  }
  if (cause instanceof ZodError) {
    throw new TRPCError({ code: "BAD_REQUEST", message: "The input is not valid.", cause });
  }
  if (result.error.code !== "INTERNAL_SERVER_ERROR") return result;
  ctx.log.error({ path, err: cause ?? result.error }, "procedure failed");
  throw new TRPCError({
    code: "INTERNAL_SERVER_ERROR",
    message: "Something went wrong on the server.",
    cause,
  });
});

export const router = trpc.router;
/** A procedure; who may call it is decided in the verb that it calls. */
export const procedure = trpc.procedure.use(mapErrors);
export const createCallerFactory = trpc.createCallerFactory;
