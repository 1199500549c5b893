"use client";

import { useState } from "react";
import { type Messages, useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { ToolAct, ToolPanel } from "../aim/tool-panel.tsx";
import { formatArea, formatLength } from "./format-measured.ts";
import { type MeasuredFigures, measuredFigures } from "./measured-figures.ts";
import { canClose, type Measurement } from "./measurement.ts";
import type { Measuring } from "./use-measuring.ts";

type Words = Messages["measure"];

function areaText({ areaM2 }: MeasuredFigures, words: Words): string {
  return areaM2 === null ? words.crossed : formatArea(areaM2);
}

/** What a screen reader is told after each change. */
function said(measurement: Measurement, figures: MeasuredFigures, words: Words): string {
  const { legsM, lengthM } = figures;
  const whole = formatLength(lengthM);
  if (measurement.isClosed) {
    return `${words.area}: ${areaText(figures, words)}, ${words.perimeter}: ${whole}`;
  }
  if (measurement.points.length === 0) return words.hint;
  const last = legsM.at(-1);
  if (last === undefined) return words.firstPoint;
  return `${words.leg(String(legsM.length))}: ${formatLength(last)}, ${words.length}: ${whole}`;
}

function figureText(figures: MeasuredFigures, words: Words): string {
  const whole = formatLength(figures.lengthM);
  return figures.areaM2 === null ? whole : `${formatArea(figures.areaM2)}, ${words.perimeter} ${whole}`;
}

/** Copies a text; whether it went well is known for as long as the text is the same. */
function useCopy(text: string): { state: "copied" | "failed" | null; copy(): void } {
  const [last, setLast] = useState<{ text: string; state: "copied" | "failed" } | null>(null);
  return {
    state: last?.text === text ? last.state : null,
    copy() {
      navigator.clipboard.writeText(text).then(
        () => setLast({ text, state: "copied" }),
        () => setLast({ text, state: "failed" }),
      );
    },
  };
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-12">
      <dt className="type-small text-ink2">{name}</dt>
      <dd className="type-figure text-ink" dir="ltr">
        {value}
      </dd>
    </div>
  );
}

function Figures({ measurement, figures }: { measurement: Measurement; figures: MeasuredFigures }) {
  const words = useMessages().measure;
  const { isClosed } = measurement;
  return (
    <dl className="grid gap-2">
      {isClosed ? <Figure name={words.area} value={areaText(figures, words)} /> : null}
      <Figure name={isClosed ? words.perimeter : words.length} value={formatLength(figures.lengthM)} />
    </dl>
  );
}

function Legs({ legsM }: { legsM: readonly number[] }) {
  const words = useMessages().measure;
  return (
    // It scrolls, and must do so by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: axe's scrollable-region-focusable asks for it
    <ol tabIndex={0} className="mt-4 max-h-84 overflow-y-auto border-t border-line pt-4">
      {legsM.map((legM, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a leg is known by its place in the line
        <li key={index} className="flex justify-between gap-12 type-small text-ink2">
          <span>{words.leg(String(index + 1))}</span>
          <span dir="ltr">{formatLength(legM)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Figures of the measurement and what can be done with it. */
export function MeasurePanel(props: { measuring: Measuring; onFocusMap(): void; onDone(): void }) {
  const { measuring, onFocusMap, onDone } = props;
  const { measurement } = measuring;
  const words = useMessages().measure;
  const figures = measuredFigures(measurement);
  const hasPoints = measurement.points.length > 0;
  const { state, copy } = useCopy(figureText(figures, words));
  const spoken = state ? words[state] : said(measurement, figures, words);
  return (
    <ToolPanel title={words.title} leave={{ label: words.done, act: onDone }} spoken={spoken}>
      {measurement.points.length < 2 ? <p className="type-small text-ink2">{words.hint}</p> : null}
      {measurement.points.length > 1 ? <Figures measurement={measurement} figures={figures} /> : null}
      {figures.legsM.length > 1 ? <Legs legsM={figures.legsM} /> : null}
      {hasPoints ? (
        <div className="mt-8 flex flex-wrap gap-6">
          <ToolAct shortcut="⌫" act={measuring.undo} onFocusMap={onFocusMap}>
            {words.undo}
          </ToolAct>
          <ToolAct shortcut="Esc" act={measuring.clear} onFocusMap={onFocusMap}>
            {words.clear}
          </ToolAct>
          {canClose(measurement) ? (
            <ToolAct shortcut="↵" act={measuring.close} onFocusMap={onFocusMap}>
              {words.close}
            </ToolAct>
          ) : null}
          {figures.legsM.length > 0 ? (
            <Button isSmall className="max-md:h-44" onClick={copy}>
              {state ? words[state] : words.copy}
            </Button>
          ) : null}
        </div>
      ) : null}
    </ToolPanel>
  );
}
