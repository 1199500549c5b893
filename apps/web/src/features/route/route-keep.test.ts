import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ENGLISH } from "../../i18n/messages.ts";
import { KeepForm } from "./route-keep.tsx";

const saved: NonNullable<Parameters<typeof KeepForm>[0]["saved"]> = {
  id: "r",
  name: "To the harbour",
  points: "",
  sharedFrom: null,
  mayChange: true,
  updatedAt: 0,
} as never;

function draw(isOff: boolean): string {
  const nothing = () => undefined;
  const props = { saved, mayShare: true, isBusy: false, isOff, onKeep: nothing, onRemove: nothing };
  return renderToStaticMarkup(createElement(KeepForm, props));
}

it("lets nobody change or delete a route while another moment is shown, and says why", () => {
  expect(draw(true)).toMatch(/<fieldset disabled=""/);
  expect(draw(true)).toContain(ENGLISH.routes.keep.off);
  expect(draw(false)).not.toMatch(/disabled=""/);
  expect(draw(false)).not.toContain(ENGLISH.routes.keep.off);
});
