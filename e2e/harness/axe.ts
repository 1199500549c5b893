import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Where a rule does not apply, and why:
 * - guards of a popup's focus pass it on at once, so nobody stays on what is hidden;
 * - marks on the map lie where things are and may overlap: WCAG 2.5.8 excepts what is essential, and what another
 *   control on the page does too, here the row of the list.
 */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "aria-hidden-focus": "[data-base-ui-focus-guard]",
  "target-size": ".live-map-marks",
};

/**
 * Rules of WCAG 2.2 A and AA, and of good practice, that a page breaks as it stands: one line for each place.
 * `within` names the parts to look at, by selector; the whole page when there are none.
 */
export async function findBarriers(page: Page, within: readonly string[] = []): Promise<string[]> {
  await page.evaluate(SOURCE);
  return page.evaluate(
    async ({ rules, exceptions, within }) => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(context: Document | { include: readonly string[] }, options: object): Promise<AxeResults>;
        };
      };
      const options = { runOnly: rules, resultTypes: ["violations"] };
      const { violations } = await axe.run(within.length > 0 ? { include: within } : document, options);
      return violations.flatMap(({ id, help, nodes }) =>
        nodes
          .filter(({ target }) => {
            const place = document.querySelector(target.join(" "));
            return !exceptions[id] || !place?.closest(exceptions[id]);
          })
          .map(({ html, any }) => `${id}: ${help} · ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
      );
    },
    { rules: RULES, exceptions: EXCEPTIONS, within },
  );
}
