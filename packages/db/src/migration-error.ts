/** The database cannot be brought to this version; the message says why and what to do. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

const INSUFFICIENT_PRIVILEGE = "42501";

/** Whether the server refused a statement because the account lacks a right. */
export function isLackOfRights(error: unknown): boolean {
  return (error as { code?: unknown }).code === INSUFFICIENT_PRIVILEGE;
}
