import type { UserActor } from "@arterial/api/actor";
import type { AccountSettings } from "@arterial/domain/account/settings";
import { expect, it } from "vitest";
import { findPageSettings } from "./find-page-settings.ts";

function personWith(settings: AccountSettings): UserActor {
  return {
    type: "user",
    id: "u",
    email: "u@city.example",
    name: "",
    role: "viewer",
    hasPassword: true,
    settings,
    sessionId: "s",
    openedByLinkAt: null,
  };
}

const GERMAN_BROWSER = { "accept-language": "de-DE,de;q=0.9", cookie: "arterial_theme=light; other=1" };
const PAGE = new URL("http://console/");

it("takes the account's choices before those of the browser", () => {
  const person = personWith({ language: "en", theme: "dark", palette: "trafficLight" });
  expect(findPageSettings(person, GERMAN_BROWSER, PAGE)).toEqual({
    language: "en",
    theme: null,
    settings: { language: "en", theme: "dark", palette: "trafficLight" },
  });
});

it("takes what the account never chose from the browser", () => {
  expect(findPageSettings(personWith({}), GERMAN_BROWSER, PAGE)).toEqual({
    language: "de",
    theme: null,
    settings: { theme: "light" },
  });
});

it("greets somebody unknown in the browser's language, or in the one that was chosen in it before", () => {
  expect(findPageSettings(null, GERMAN_BROWSER, PAGE).language).toBe("de");
  const cookie = "arterial_language=en";
  expect(findPageSettings(null, { ...GERMAN_BROWSER, cookie }, PAGE).language).toBe("en");
  expect(findPageSettings(null, { cookie: "arterial_language=xx; arterial_theme=neon" }, PAGE)).toEqual({
    language: "en",
    theme: null,
    settings: {},
  });
});

it("draws the wall in the theme of its address, whatever the reader chose", () => {
  const themeOf = (path: string) =>
    findPageSettings(personWith({ theme: "light" }), {}, new URL(path, "http://console")).theme;
  expect(themeOf("/wall")).toBe("wall");
  expect(themeOf("/wall?theme=dark")).toBe("dark");
  expect(themeOf("/?theme=dark")).toBeNull();
});
