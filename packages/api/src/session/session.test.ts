import { describe, expect, it } from "vitest";
import { clearedSessionCookie, readSessionCookie, sessionCookie } from "./cookie.ts";
import { hashPassword, passwordSchema, verifyPassword } from "./password.ts";
import { createRateLimiter } from "./rate-limiter.ts";

describe("the session cookie", () => {
  it("is read from among others and is kept from scripts and other sites", () => {
    expect(readSessionCookie("a=1; arterial_session=abc; b=2")).toBe("abc");
    expect(readSessionCookie("not_arterial_session=abc; arterial_session=")).toBeUndefined();
    const header = sessionCookie("abc", { expiresAt: 0, isSecure: true });
    expect(header.split("; ")).toEqual(
      expect.arrayContaining(["HttpOnly", "SameSite=Lax", "Secure", "Path=/"]),
    );
    expect(clearedSessionCookie({ isSecure: false })).toContain("Expires=Thu, 01 Jan 1970");
  });
});

describe("passwords", () => {
  it("fit their own hash only, however their characters were typed", async () => {
    const hash = await hashPassword("Düsseldorf am Rhein");
    expect(await verifyPassword("Du\u0308sseldorf am Rhein", hash)).toBe(true);
    expect(await verifyPassword("Dusseldorf am Rhein", hash)).toBe(false);
    expect(await verifyPassword("anything at all", null)).toBe(false);
    expect(hash).not.toContain("Rhein");
  });

  it("have twelve characters or more", () => {
    expect(passwordSchema.safeParse("elevenchars").success).toBe(false);
    expect(passwordSchema.safeParse("twelve chars").success).toBe(true);
  });
});

describe("the rate limiter", () => {
  it("counts by key and window, and forgets the oldest key when it is full", () => {
    const clock = { now: 0 };
    const limiter = createRateLimiter({ limit: 2, windowMs: 1000, now: () => clock.now, maxKeys: 2 });
    limiter.recordFailure("a");
    limiter.recordFailure("a");
    limiter.recordFailure("b");
    expect([limiter.retryAfterS("a"), limiter.retryAfterS("b")]).toEqual([1, 0]);
    limiter.recordFailure("c");
    expect(limiter.retryAfterS("a")).toBe(0);
    limiter.recordFailure("c");
    limiter.takeBack("c");
    expect(limiter.retryAfterS("c")).toBe(0);
    limiter.recordFailure("c");
    expect(limiter.retryAfterS("c")).toBe(1);
    clock.now = 1000;
    expect(limiter.retryAfterS("c")).toBe(0);
  });

  it("holds a key to a limit of its own, beside keys of the common one", () => {
    const clock = { now: 0 };
    const limiter = createRateLimiter({ limit: 1, windowMs: 1000, now: () => clock.now });
    const slow = { limit: 2, windowMs: 5000 };
    limiter.recordFailure("slow", slow);
    limiter.recordFailure("common");
    expect([limiter.retryAfterS("slow"), limiter.retryAfterS("common")]).toEqual([0, 1]);
    clock.now = 1000;
    limiter.recordFailure("slow", slow);
    expect([limiter.retryAfterS("slow"), limiter.retryAfterS("common")]).toEqual([4, 0]);
    clock.now = 5000;
    expect(limiter.retryAfterS("slow")).toBe(0);
  });
});
