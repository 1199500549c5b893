import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { createAccount } from "./harness/accounts.ts";
import { openBrowser, type WatchedBrowser } from "./harness/browser.ts";
import { waitForMap } from "./harness/console.ts";

const { origin, dataDir } = inject("city");
const EMAIL = "night-shift@city.example";
const PASSWORD = "the bridge opens at half past five";
const OTHER_PASSWORD = "and closes again at twenty to six";

let browser: WatchedBrowser;
beforeAll(async () => {
  browser = await openBrowser(origin);
});
afterAll(() => browser.close());

it("sets a password, signs out, is refused with a wrong one, comes back to the page it asked for, and sets another", async () => {
  const page = await browser.open();
  await page.goto(await createAccount(dataDir, "operator", EMAIL));
  await waitForMap(page);
  await page.getByRole("link", { name: "Set a password" }).click();
  await page.getByLabel("New password").fill(PASSWORD);
  await page.getByLabel("Once more").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await waitForMap(page);

  await page.getByRole("button", { name: "Account" }).click();
  await page.getByText(EMAIL).waitFor();
  await page.route("**/api/session", (route) => route.fulfill({ status: 503 }));
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("alert").getByText("Signing out did not work").waitFor();
  await page.unroute("**/api/session");
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/?sel=device:air-01");
  await page.waitForURL("**/sign-in?next=*");

  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill("something else entirely");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("alert").getByText("E-mail and password do not belong together.").waitFor();

  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("complementary").getByRole("heading", { name: "King Street kerbside" }).waitFor();

  await page.goto("/set-password");
  await page.getByLabel("Current password").fill("something else entirely");
  await page.getByLabel("New password").fill(OTHER_PASSWORD);
  await page.getByLabel("Once more").fill(OTHER_PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByRole("alert").getByText("This is not your current password.").waitFor();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await waitForMap(page);
  // Refusals answer 401, 403 and 503, which browsers log by themselves.
  expect(browser.complaints().filter((text) => !/401|403|503/.test(text))).toEqual([]);
});

it("gives a viewer what viewers may see, and refuses the rest", async () => {
  const page = await browser.open();
  await page.goto(await createAccount(dataDir, "viewer", "guest@city.example"));
  await waitForMap(page);
  const answers = await page.evaluate(() =>
    Promise.all(
      ["city.get", "user.list", "token.list", "deadLetter.list"].map(async (name) => {
        const response = await fetch(`/api/trpc/${name}?input=%7B%7D`);
        return [name, response.status] as const;
      }),
    ),
  );
  expect(Object.fromEntries(answers)).toMatchObject({
    "city.get": 200,
    "user.list": 403,
    "token.list": 403,
    "deadLetter.list": 403,
  });
});

it("lets nobody in without a session", async () => {
  const page = await browser.open();
  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const response = await page.request.get("/api/trpc/city.get");
  expect(response.status()).toBe(401);
});
