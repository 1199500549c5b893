import { createHash, randomBytes } from "node:crypto";

/** A new secret of 256 random bits in base64url, for cookies, one-time links and bearer tokens. */
export function createSecretToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret: its sha256 in hex. Enough for random secrets, never for passwords. */
export function hashSecretToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
