import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ENGLISH } from "../../i18n/messages.ts";
import { NewNote } from "./handover-document.tsx";

function draw(isDirty: boolean): string {
  const nothing = () => undefined;
  const note = { text: "A quiet night.", onWrite: nothing } as unknown as Parameters<
    typeof NewNote
  >[0]["note"];
  return renderToStaticMarkup(createElement(NewNote, { note, isBusy: false, isDirty, onAdd: nothing }));
}

it("says why no note can be added while something else is not saved", () => {
  const button = /<button type="submit"[^>]*disabled="" aria-describedby="([^"]+)"/.exec(draw(true));
  expect(draw(true)).toContain(
    `<p id="${button?.[1]}" class="w-full type-small text-ink2">${ENGLISH.handover.saveFirst}`,
  );
  expect(draw(false)).not.toContain('disabled=""');
  expect(draw(false)).not.toContain(ENGLISH.handover.saveFirst);
});
