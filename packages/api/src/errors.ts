/** Stable codes of everything that can be refused; listed in docs/errors.md. */
export const SERVICE_ERROR_CODES = [
  "unauthenticated",
  "sign_in_failed",
  "wrong_password",
  "forbidden",
  "not_found",
  "invalid_input",
  "conflict",
  "too_many_requests",
  "no_city",
] as const;
export type ServiceErrorCode = (typeof SERVICE_ERROR_CODES)[number];

/** Something was asked for that is refused for a reason the caller may know. Everything else is a bug. */
export abstract class ServiceError extends Error {
  abstract readonly code: ServiceErrorCode;
  /** HTTP status that REST answers with. */
  abstract readonly status: number;
}

/** Nobody is signed in, or the session or token is not valid any more. */
export class UnauthenticatedError extends ServiceError {
  override readonly name = "UnauthenticatedError";
  readonly code = "unauthenticated";
  readonly status = 401;
  constructor(message = "Sign in first.") {
    super(message);
  }
}

/** The e-mail address and password do not fit, or the one-time link is used up; which one is not told. */
export class SignInFailedError extends ServiceError {
  override readonly name = "SignInFailedError";
  readonly code = "sign_in_failed";
  readonly status = 401;
}

/** Somebody who is signed in did not prove by their password that it is them; the session stays. */
export class WrongPasswordError extends ServiceError {
  override readonly name = "WrongPasswordError";
  readonly code = "wrong_password";
  readonly status = 403;
}

/** The caller is known but lacks the role for it. */
export class ForbiddenError extends ServiceError {
  override readonly name = "ForbiddenError";
  readonly code = "forbidden";
  readonly status = 403;
}

export class NotFoundError extends ServiceError {
  override readonly name = "NotFoundError";
  readonly code = "not_found";
  readonly status = 404;
  constructor(what: string, id: string) {
    super(`There is no ${what} "${id}".`);
  }
}

/** The input does not fit its schema or its subject. */
export class InvalidInputError extends ServiceError {
  override readonly name = "InvalidInputError";
  readonly code = "invalid_input";
  readonly status = 400;
}

/** It exists already, or somebody else changed it meanwhile. */
export class ConflictError extends ServiceError {
  override readonly name = "ConflictError";
  readonly code = "conflict";
  readonly status = 409;
}

/** Too many attempts; `retryAfterS` tells when the next one is taken. */
export class TooManyRequestsError extends ServiceError {
  override readonly name = "TooManyRequestsError";
  readonly code = "too_many_requests";
  readonly status = 429;
  readonly retryAfterS: number;
  constructor(retryAfterS: number) {
    super(`Too many attempts: try again in ${retryAfterS} s.`);
    this.retryAfterS = retryAfterS;
  }
}

/** No city has been imported yet. */
export class NoCityError extends ServiceError {
  override readonly name = "NoCityError";
  readonly code = "no_city";
  readonly status = 409;
  constructor() {
    super("No city has been imported yet.");
  }
}
