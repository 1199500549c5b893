import {
  type Color,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from "culori";
import { describe, expect, it } from "vitest";
import { CATEGORICAL_COLOURS, CONGESTION_COLOURS, CONTOUR_COLOURS } from "./congestion-scale.ts";
import { type ColourToken, PALETTES, THEMES, type Theme } from "./tokens.ts";

const PANEL_SURFACES = ["panel", "raised", "well", "hover", "selected", "rail"] as const;
const MAP_GROUNDS = ["panel", "land", "builtUp", "water", "park"] as const;

const VISIONS = {
  normal: (colour: Color) => colour,
  deuteranopia: filterDeficiencyDeuter(1),
  protanopia: filterDeficiencyProt(1),
  tritanopia: filterDeficiencyTrit(1),
} as const;
type Vision = keyof typeof VISIONS;
const VISION_NAMES = Object.keys(VISIONS) as Vision[];

const difference = differenceCiede2000();
const LEAST_DIFFERENCE = 10;

function contrast(theme: Theme, ink: ColourToken, ground: ColourToken): number {
  return wcagContrast(PALETTES[theme][ink], PALETTES[theme][ground]);
}

function colourOf(hex: string): Color {
  const colour = parse(hex);
  if (!colour) throw new TypeError(`${hex} is no colour`);
  return colour;
}

function seenDifference(a: string, b: string, vision: Vision): number {
  const see: (colour: Color) => Color = VISIONS[vision];
  return difference(see(colourOf(a)), see(colourOf(b)));
}

function neighbours<Item>(items: readonly Item[]): [Item, Item][] {
  return items.slice(1).map((item, index) => [items[index] as Item, item]);
}

function pairs<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b): [Item, Item] => [a, b]));
}

describe.each(THEMES)("contrast in the %s theme", (theme) => {
  it.each(["ink", "ink2", "ink3", "accent", "late", "shelved"] as const)(
    "reads %s on every surface",
    (ink) => {
      for (const surface of PANEL_SURFACES) {
        expect(contrast(theme, ink, surface), `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5);
      }
    },
  );

  it("reads the digit in every severity mark and the words on the primary button", () => {
    const onFill = [
      ["s1Ink", "s1"],
      ["s2Ink", "s2"],
      ["s3Ink", "s3"],
      ["s4Ink", "s4"],
      ["accentInk", "accent"],
    ] as const;
    for (const [ink, fill] of onFill) expect(contrast(theme, ink, fill), fill).toBeGreaterThanOrEqual(4.5);
  });

  it("reads map labels on their own ground", () => {
    const labels = [
      ["label", "land"],
      ["label", "builtUp"],
      ["labelDistrict", "land"],
      ["labelDistrict", "builtUp"],
      ["labelWater", "water"],
      ["labelPark", "park"],
    ] as const;
    for (const [ink, ground] of labels) expect(contrast(theme, ink, ground), ink).toBeGreaterThanOrEqual(4.5);
  });

  it("tells controls, focus and chart lines from what is behind them", () => {
    for (const surface of ["panel", "raised", "rail"] as const) {
      expect(contrast(theme, "control", surface), surface).toBeGreaterThanOrEqual(3);
    }
    for (const ground of ["panel", "land"] as const) {
      expect(contrast(theme, "accent", ground), ground).toBeGreaterThanOrEqual(3);
    }
    for (const line of ["setLine", "clearLine", "observed", "forecast", "bandLine"] as const) {
      expect(contrast(theme, line, "panel"), line).toBeGreaterThanOrEqual(3);
    }
  });

  it("tells the edge of every severity mark from panel and map; light S2 and S3 fills need that edge", () => {
    for (const edge of ["s1", "s2Edge", "s3Edge", "s4"] as const) {
      for (const ground of MAP_GROUNDS) {
        expect(contrast(theme, edge, ground), `${edge} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
    if (theme === "light") {
      expect(contrast(theme, "s2", "panel")).toBeLessThan(3);
      expect(contrast(theme, "s3", "panel")).toBeLessThan(3);
    }
  });

  it("tells every congestion class, unknown and closed from land and built-up", () => {
    const { default: ramp, unknown, closed } = CONGESTION_COLOURS[theme];
    for (const ground of ["land", "builtUp"] as const) {
      for (const colour of [...ramp, unknown, closed]) {
        expect(
          wcagContrast(colour, PALETTES[theme][ground]),
          `${colour} on ${ground}`,
        ).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it("grows the contrast of congestion with the problem", () => {
    const steps = CONGESTION_COLOURS[theme].default.map((colour) =>
      wcagContrast(colour, PALETTES[theme].land),
    );
    for (const [better, worse] of neighbours(steps)) expect(worse).toBeGreaterThan(better);
  });
});

describe("colours under simulated colour-vision deficiency", () => {
  const ramps = (["dark", "light"] as const).flatMap((theme) =>
    (["default", "trafficLight"] as const).map((palette) => ({
      name: `${theme} ${palette}`,
      ramp: CONGESTION_COLOURS[theme][palette],
    })),
  );

  it.each(ramps)("keeps neighbouring congestion classes apart: $name", ({ ramp }) => {
    for (const vision of VISION_NAMES) {
      for (const [a, b] of neighbours(ramp)) {
        expect(seenDifference(a, b, vision), `${a} ${b} ${vision}`).toBeGreaterThan(LEAST_DIFFERENCE);
      }
    }
  });

  it.each(["dark", "light"] as const)("keeps the severities apart: %s", (theme) => {
    const fills = (["s1", "s2", "s3", "s4"] as const).map((token) => PALETTES[theme][token]);
    for (const vision of VISION_NAMES) {
      for (const [a, b] of pairs(fills)) {
        expect(seenDifference(a, b, vision), `${a} ${b} ${vision}`).toBeGreaterThan(LEAST_DIFFERENCE);
      }
    }
  });

  it.each(["dark", "light"] as const)("keeps five series apart: %s", (theme) => {
    for (const vision of VISION_NAMES) {
      for (const [a, b] of pairs(CATEGORICAL_COLOURS[theme])) {
        expect(seenDifference(a, b, vision), `${a} ${b} ${vision}`).toBeGreaterThan(LEAST_DIFFERENCE);
      }
    }
  });

  it.each(["dark", "light"] as const)(
    "keeps contour steps apart, but for the two lightest of free flow: %s",
    (theme) => {
      for (const vision of VISION_NAMES) {
        const [first, ...rest] = neighbours(CONTOUR_COLOURS[theme]).map(([a, b]) =>
          seenDifference(a, b, vision),
        );
        for (const step of rest) expect(step, vision).toBeGreaterThan(LEAST_DIFFERENCE);
        // Both ends of the first light step are free flow: they may merge.
        if (theme === "dark") expect(first, vision).toBeGreaterThan(LEAST_DIFFERENCE);
      }
    },
  );
});

describe("exceptions that something else than colour carries", () => {
  it("draws the light traffic-light amber with an ink casing, because land alone gives it less than 3:1", () => {
    const amber = CONGESTION_COLOURS.light.trafficLight[2];
    expect(wcagContrast(amber, PALETTES.light.land)).toBeLessThan(3);
    expect(wcagContrast(PALETTES.light.ink, PALETTES.light.land)).toBeGreaterThanOrEqual(3);
  });

  it("outlines the typical band by its centre line, because the fill alone is below 3:1", () => {
    for (const theme of THEMES) {
      expect(contrast(theme, "band", "panel")).toBeLessThan(3);
      expect(contrast(theme, "bandLine", "panel")).toBeGreaterThanOrEqual(3);
    }
  });
});
