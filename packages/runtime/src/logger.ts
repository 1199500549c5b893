import { type DestinationStream, type Logger as PinoLogger, pino } from "pino";

/** A pino logger; the message is a constant, data goes into fields. */
export type Logger = PinoLogger;

/** Levels a process may be asked for by `LOG_LEVEL`. */
export const LOG_LEVELS = ["silent", "error", "warn", "info", "debug"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const SECRET_FIELDS = ["password", "passwordHash", "token", "secret", "authorization", "cookie"];

/**
 * Logger that writes one JSON line per event to standard output (or to `destination`), with fields that carry
 * secrets removed at the top level and one level below it.
 */
export function createLogger(
  options: { name: string; level?: LogLevel },
  destination?: DestinationStream,
): Logger {
  const settings = {
    name: options.name,
    level: options.level ?? "info",
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), remove: true },
  };
  return destination ? pino(settings, destination) : pino(settings);
}
