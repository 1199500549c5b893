import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";
import { issueSignIn } from "../user/issue-sign-in.ts";
import { setPassword } from "./set-password.ts";
import { signInWithPassword } from "./sign-in-with-password.ts";
import { signInWithToken } from "./sign-in-with-token.ts";
import { ACCOUNT_LIMIT } from "./try-password.ts";

const PASSWORD = "correct horse battery";
const HOUR_MS = 3_600_000;

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
});
afterAll(() => api.close());

/** Somebody with a password, who has not used it yet. */
async function createAccount(): Promise<string> {
  const user = await api.userWith("operator");
  await setPassword(user, { password: PASSWORD });
  return user.actor?.type === "user" ? user.actor.email : "";
}

const from = (remoteAddress: string) => ({ ...api.system, remoteAddress });

/** What becomes of signing in from an address. */
function signIn(remoteAddress: string, email: string, password = PASSWORD): Promise<unknown> {
  return refusalOf(signInWithPassword(from(remoteAddress), { email, password }));
}

it("takes the addresses of one IPv6 network for one", async () => {
  const email = await createAccount();
  for (let host = 1; host <= 5; host++) {
    expect(await signIn(`2001:db8:1:2::${host}`, email, "wrong")).toBe("sign_in_failed");
  }
  expect(await signIn("2001:db8:1:2:aaaa::6%eth0", email)).toBe("too_many_requests");
  expect(await signIn("2001:db8:1:3::1", email)).toBe("accepted");
});

it("limits one IPv6 network whatever the accounts", async () => {
  const email = await createAccount();
  const { addressLimiter } = api.services;
  for (let account = 0; account < 29; account++) addressLimiter.recordFailure("2001:db8:5:6::/64");
  expect(await signIn("2001:db8:5:6::1", email, "wrong")).toBe("sign_in_failed");
  expect(await signIn("2001:db8:5:6::2", email)).toBe("too_many_requests");
});

it("stops guesses at one account from many networks, but not where it has signed in before", async () => {
  const email = await createAccount();
  const { accountLimiter } = api.services;
  const { token } = await issueSignIn(api.system, { email });
  await signInWithToken(from("2001:db8:2::1"), token);
  expect(await signIn("198.51.100.7", email)).toBe("accepted");
  for (let failure = 0; failure < 98; failure++) accountLimiter.recordFailure(email, ACCOUNT_LIMIT);
  expect(await signIn("2001:db8:bad:1::1", email, "wrong")).toBe("sign_in_failed");
  // The right one counts as no failure.
  expect(await signIn("198.51.100.7", email)).toBe("accepted");
  expect(await signIn("2001:db8:bad:2::1", email, "wrong")).toBe("sign_in_failed");

  expect(await signIn("198.51.100.8", email)).toBe("too_many_requests");
  expect(await signIn("198.51.100.7", email)).toBe("accepted");
  expect(await signIn("2001:db8:2::ffff", email)).toBe("accepted");
  expect(await signIn("198.51.100.8", email)).toBe("too_many_requests");
  expect(await signIn("198.51.100.8", await createAccount())).toBe("accepted");

  api.clock.nowMs += HOUR_MS;
  expect(await signIn("198.51.100.8", email)).toBe("accepted");
});

it("answers the same for an account that does not exist", async () => {
  const email = "nobody@example.org";
  for (let failure = 0; failure < 99; failure++) {
    api.services.accountLimiter.recordFailure(email, ACCOUNT_LIMIT);
  }
  expect(await signIn("198.51.100.9", email)).toBe("sign_in_failed");
  expect(await signIn("198.51.100.10", email)).toBe("too_many_requests");
});

it("holds where it spares too, when many passwords come at once", async () => {
  const email = await createAccount();
  expect(await signIn("198.51.100.11", email)).toBe("accepted");
  for (let failure = 0; failure < 100; failure++) {
    api.services.accountLimiter.recordFailure(email, ACCOUNT_LIMIT);
  }
  const guesses = Array.from({ length: 9 }, () => signIn("198.51.100.11", email, "wrong"));
  const results = await Promise.all(guesses);
  expect(results.filter((result) => result === "sign_in_failed")).toHaveLength(5);
});
