import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContext } from "../context.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";
import { createToken } from "../token/create-token.ts";
import { revokeToken } from "../token/revoke-token.ts";
import { createUser } from "../user/create-user.ts";
import { issueSignIn } from "../user/issue-sign-in.ts";
import { updateUser } from "../user/update-user.ts";
import { getMe } from "./get-me.ts";
import { setPassword } from "./set-password.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";
import { signInWithToken } from "./sign-in-with-token.ts";
import { signOut } from "./sign-out.ts";
import { updateSettings } from "./update-settings.ts";
import { createWorkQueue } from "./work-queue.ts";

const DAY_MS = 86_400_000;
const PASSWORD = "correct horse battery";

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
  await api.userWith("administrator");
});
afterAll(() => api.close());

function contextOf(token: string) {
  return createContext(api.services, { cookieHeader: `other=1; arterial_session=${token}` });
}

describe("a one-time sign-in", () => {
  it("works once, even when two browsers open it at the same moment", async () => {
    const { signIn } = await createUser(api.system, { email: "once@example.org", role: "viewer" });
    const attempts = await Promise.allSettled([
      signInWithToken(api.system, signIn.token),
      signInWithToken(api.system, signIn.token),
    ]);
    expect(attempts.map((attempt) => attempt.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusalOf(signInWithToken(api.system, signIn.token))).toBe("sign_in_failed");
  });

  it("is not kept from working by others that did not", async () => {
    const { signIn } = await createUser(api.system, { email: "other@example.org", role: "viewer" });
    for (let attempt = 0; attempt < 10; attempt++) {
      expect(await refusalOf(signInWithToken(api.system, "a".repeat(43)))).toBe("sign_in_failed");
    }
    expect(await refusalOf(signInWithToken(api.system, signIn.token))).toBe("accepted");
  });

  it("is good for a day", async () => {
    const { signIn } = await createUser(api.system, { email: "day@example.org", role: "viewer" });
    api.clock.nowMs += DAY_MS;
    expect(await refusalOf(signInWithToken(api.system, signIn.token))).toBe("sign_in_failed");
    const renewed = await issueSignIn(api.system, { email: "Day@Example.org " });
    expect((await signInWithToken(api.system, renewed.token)).token).toMatch(/^[\w-]{43}$/);
  });

  it("is stored as a hash only", async () => {
    const { signIn } = await createUser(api.system, { email: "hash@example.org", role: "viewer" });
    const { rows } = await api.services.pool.query("select * from sign_in_token where hash = $1", [
      signIn.token,
    ]);
    expect(rows).toEqual([]);
  });
});

describe("a session", () => {
  it("ends after seven days without use and after thirty in any case", async () => {
    const { sessionToken } = await api.userWith("viewer");
    for (let day = 0; day < 29; day += 6) {
      expect((await contextOf(sessionToken)).actor).not.toBeNull();
      api.clock.nowMs += 6 * DAY_MS;
    }
    expect((await contextOf(sessionToken)).actor).toBeNull();
    const idle = await api.userWith("viewer");
    api.clock.nowMs += 7 * DAY_MS;
    expect((await contextOf(idle.sessionToken)).actor).toBeNull();
  });

  it("ends by signing out, and at once when the account is switched off", async () => {
    const out = await api.userWith("viewer");
    await signOut(out);
    expect((await contextOf(out.sessionToken)).actor).toBeNull();
    const off = await api.userWith("viewer");
    await updateUser(api.system, { id: off.actor?.id ?? "", isActive: false });
    expect((await contextOf(off.sessionToken)).actor).toBeNull();
    const email = off.actor?.type === "user" ? off.actor.email : "";
    expect(await refusalOf(issueSignIn(api.system, { email }))).toBe("not_found");
  });

  it("does not open for a wrong, empty or foreign secret", async () => {
    for (const token of ["", "x", "a".repeat(43)]) expect((await contextOf(token)).actor).toBeNull();
    expect((await api.anonymous()).actor).toBeNull();
  });

  it("survives a change of password, and the person's other sessions do not", async () => {
    const first = await api.userWith("operator");
    const email = first.actor?.type === "user" ? first.actor.email : "";
    const other = await signInWithToken(api.system, (await issueSignIn(api.system, { email })).token);
    await setPassword(first, { password: PASSWORD });
    expect((await contextOf(first.sessionToken)).actor).toMatchObject({ hasPassword: true });
    expect((await contextOf(other.token)).actor).toBeNull();
    const session = await signInWithPassword(api.system, { email: email.toUpperCase(), password: PASSWORD });
    expect((await contextOf(session.token)).actor).toMatchObject({ email, role: "operator" });
  });
});

describe("another password", () => {
  const NEXT = "the second battery of the horse";
  const MINUTE_MS = 60_000;

  it("needs the current one, and no more guesses at it than signing in allows", async () => {
    const { sessionToken } = await personWithPassword();
    const ctx = { ...(await contextOf(sessionToken)), remoteAddress: "203.0.113.20" };
    expect(getMe(ctx).user.needsCurrentPassword).toBe(true);
    expect(await refusalOf(setPassword(ctx, { password: NEXT }))).toBe("wrong_password");
    for (let attempt = 0; attempt < 5; attempt++) {
      const guess = { password: NEXT, currentPassword: "wrong" };
      expect(await refusalOf(setPassword(ctx, guess))).toBe("wrong_password");
    }
    const right = { password: NEXT, currentPassword: PASSWORD };
    expect(await refusalOf(setPassword(ctx, right))).toBe("too_many_requests");
    expect(await refusalOf(setPassword({ ...ctx, remoteAddress: "203.0.113.21" }, right))).toBe("accepted");
  });

  it("needs none for a quarter of an hour after a one-time link", async () => {
    const { email } = await personWithPassword();
    const { token } = await signInWithToken(api.system, (await issueSignIn(api.system, { email })).token);
    const ctx = await contextOf(token);
    expect(getMe(ctx).user.needsCurrentPassword).toBe(false);
    expect(await refusalOf(setPassword(ctx, { password: NEXT }))).toBe("accepted");
    api.clock.nowMs += 15 * MINUTE_MS;
    const later = await contextOf(token);
    expect(getMe(later).user.needsCurrentPassword).toBe(true);
    expect(await refusalOf(setPassword(later, { password: PASSWORD }))).toBe("wrong_password");
  });

  /** Somebody who has signed in with a password. */
  async function personWithPassword(): Promise<{ email: string; sessionToken: string }> {
    const user = await api.userWith("viewer");
    const email = user.actor?.type === "user" ? user.actor.email : "";
    await setPassword(user, { password: PASSWORD });
    const { token } = await signInWithPassword(api.system, { email, password: PASSWORD });
    return { email, sessionToken: token };
  }
});

describe("what a person chose", () => {
  it("is kept with the account, one choice beside the other, and not for anybody else", async () => {
    const first = await api.userWith("viewer");
    const other = await api.userWith("viewer");
    await Promise.all([
      updateSettings(first, { language: "de" }),
      updateSettings(first, { palette: "trafficLight" }),
    ]);
    await updateSettings(first, { keys: { isOn: false, bindings: { search: "s" } } });
    expect((await contextOf(first.sessionToken)).actor).toMatchObject({
      settings: { language: "de", palette: "trafficLight", keys: { isOn: false, bindings: { search: "s" } } },
    });
    expect((await contextOf(other.sessionToken)).actor).toMatchObject({ settings: {} });
  });

  it("opens the session even when this version offers the choice no more", async () => {
    const { sessionToken, actor } = await api.userWith("viewer");
    await api.services.pool.query("update user_account set settings = $1 where id = $2", [
      { theme: "neon" },
      actor?.id,
    ]);
    expect((await contextOf(sessionToken)).actor).toMatchObject({ settings: {} });
  });
});

describe("signing in with a password", () => {
  it("tells nothing about what was wrong, and stops after five failures for a quarter of an hour", async () => {
    const user = await api.userWith("viewer");
    const email = user.actor?.type === "user" ? user.actor.email : "";
    await setPassword(user, { password: PASSWORD });
    const ctx = { ...api.system, remoteAddress: "203.0.113.9" };
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await refusalOf(signInWithPassword(ctx, { email, password: "wrong" }))).toBe("sign_in_failed");
    }
    expect(await refusalOf(signInWithPassword(ctx, { email, password: PASSWORD }))).toBe("too_many_requests");
    const elsewhere = { ...ctx, remoteAddress: "203.0.113.10" };
    expect(await refusalOf(signInWithPassword(elsewhere, { email, password: PASSWORD }))).toBe("accepted");
    api.clock.nowMs += 15 * 60 * 1000;
    expect(await refusalOf(signInWithPassword(ctx, { email, password: PASSWORD }))).toBe("accepted");
    const unknown = { email: "nobody@example.org", password: PASSWORD };
    expect(await refusalOf(signInWithPassword(ctx, unknown))).toBe("sign_in_failed");
  });

  it("stops an address that tries many accounts, which right passwords do not bring nearer", async () => {
    const user = await api.userWith("viewer");
    const email = user.actor?.type === "user" ? user.actor.email : "";
    await setPassword(user, { password: PASSWORD });
    const ctx = { ...api.system, remoteAddress: "203.0.113.30" };
    const right = () => refusalOf(signInWithPassword(ctx, { email, password: PASSWORD }));
    const guess = (account: number) =>
      refusalOf(signInWithPassword(ctx, { email: `guess-${account}@example.org`, password: "wrong" }));
    for (let account = 0; account < 28; account++) ctx.addressLimiter.recordFailure(ctx.remoteAddress);
    expect(await guess(28)).toBe("sign_in_failed");
    expect([await right(), await right()]).toEqual(["accepted", "accepted"]);
    expect(await guess(29)).toBe("sign_in_failed");
    expect(await right()).toBe("too_many_requests");
    const other = { ...ctx, remoteAddress: "203.0.113.32" };
    expect(await refusalOf(signInWithPassword(other, { email, password: PASSWORD }))).toBe("accepted");
    api.clock.nowMs += 15 * 60 * 1000;
    expect(await right()).toBe("accepted");
  });

  it("turns away what would have to wait long, and counts it as no attempt", async () => {
    const passwordQueue = createWorkQueue({ atOnce: 1, waiting: 1 });
    const ctx = { ...api.system, passwordQueue, remoteAddress: "203.0.113.31" };
    const attempts = Array.from({ length: 40 }, (_, index) =>
      refusalOf(signInWithPassword(ctx, { email: `crowd-${index}@example.org`, password: "wrong" })),
    );
    const refusals = await Promise.all(attempts);
    expect(new Set(refusals)).toEqual(new Set(["sign_in_failed", "too_many_requests"]));
    expect(ctx.addressLimiter.retryAfterS(ctx.remoteAddress)).toBe(0);
  });
});

describe("bearer tokens", () => {
  it("act with their role until they end or are revoked", async () => {
    const { token, secret } = await createToken(api.system, {
      role: "analyst",
      name: "report",
      validForDays: 1,
    });
    const context = () => createContext(api.services, { authorizationHeader: `Bearer ${secret}` });
    expect((await context()).actor).toEqual({ type: "token", id: token.id, name: "report", role: "analyst" });
    await revokeToken(api.system, { id: token.id });
    expect((await context()).actor).toBeNull();
    expect(await refusalOf(revokeToken(api.system, { id: token.id }))).toBe("not_found");
    const short = await createToken(api.system, { role: "analyst", validForDays: 1 });
    api.clock.nowMs += DAY_MS;
    const ended = await createContext(api.services, { authorizationHeader: `Bearer ${short.secret}` });
    expect(ended.actor).toBeNull();
  });

  it("do not fall back to the cookie that comes with them", async () => {
    const { sessionToken } = await api.userWith("administrator");
    const ctx = await createContext(api.services, {
      cookieHeader: `arterial_session=${sessionToken}`,
      authorizationHeader: "Bearer wrong-but-long-enough-to-look-real",
    });
    expect(ctx.actor).toBeNull();
  });
});

describe("administration of users", () => {
  it("refuses a second user of one address and the removal of the last administrator", async () => {
    await createUser(api.system, { email: "twice@example.org", role: "viewer" });
    expect(await refusalOf(createUser(api.system, { email: "TWICE@example.org", role: "viewer" }))).toBe(
      "conflict",
    );
    const administrators = await api.services.prisma.user.findMany({
      where: { role: "administrator", isActive: true },
    });
    const results = [];
    for (const { id } of administrators)
      results.push(await refusalOf(updateUser(api.system, { id, role: "viewer" })));
    expect(results.at(-1)).toBe("conflict");
  });

  it("keeps one administrator when two switch each other off at the same moment", async () => {
    await api.services.prisma.user.updateMany({ where: { role: "administrator" }, data: { role: "viewer" } });
    const two = [await api.userWith("administrator"), await api.userWith("administrator")];
    const ids = two.map((ctx) => ctx.actor?.id ?? "");
    const changes = ids.map((id) => refusalOf(updateUser(api.system, { id, isActive: false })));
    expect((await Promise.all(changes)).sort()).toEqual(["accepted", "conflict"]);
  });

  it("writes each change to the audit with who did it, and no secret", async () => {
    const administrator = await api.userWith("administrator");
    const { user } = await createUser(administrator, { email: "audited@example.org", role: "viewer" });
    const entries = await api.services.prisma.auditEntry.findMany({ where: { subjectId: user.id } });
    expect(entries).toMatchObject([
      {
        actorType: "user",
        actorId: administrator.actor?.id,
        action: "user.create",
        detail: { email: "audited@example.org", role: "viewer" },
      },
    ]);
  });
});
