import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** scrypt with N = 2^15, r = 8, p = 3: 32 MiB a hash (OWASP Password Storage Cheat Sheet). */
const COST = { N: 32_768, r: 8, p: 3 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** Length only: rules of composition make passwords worse (NIST SP 800-63B, 3.1.1.2). */
export const passwordSchema = z.string().min(12).max(256);

/** Hash in the form `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await deriveKey(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
}

/**
 * Whether the password fits the hash. Without a hash (unknown account, no password yet) it takes as long and is false,
 * so that the time does not tell which accounts exist.
 */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const [, n, r, p, salt = "", key = ""] = (hash ?? "").split("$");
  const cost = hash === null ? COST : { N: Number(n), r: Number(r), p: Number(p) };
  const derived = await deriveKey(password, Buffer.from(salt, "base64url"), cost);
  const expected = Buffer.from(key, "base64url");
  return hash !== null && expected.length === derived.length && timingSafeEqual(expected, derived);
}

function deriveKey(
  password: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    // One spelling of characters that can be written in two ways, as on another keyboard.
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
