"use client";

import { problemText } from "../../features/route/problem-text.ts";
import type { RouteDrafting } from "../../features/route/use-route-drafting.ts";
import { type Messages, useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { formatMinutes } from "../../ui/format-duration.ts";
import { ToolAct, ToolPanel } from "../aim/tool-panel.tsx";
import { formatLength } from "../measure/format-measured.ts";

type Words = Messages["routes"]["tool"];

/** What is asked for next, or what there is. */
function stateText({ points, plan, isAsking }: RouteDrafting, words: Words): string {
  if (isAsking) return words.asking;
  if (plan) return words.found(formatLength(plan.lengthM), formatMinutes(plan.freeFlowS));
  return points.length === 0 ? words.hint : words.origin;
}

/** What the route is like so far, and what can be done with it. */
export function RouteToolPanel(props: {
  drafting: RouteDrafting;
  onFocusMap(): void;
  onFinish(): void;
  onLeave(): void;
}) {
  const { drafting, onFocusMap } = props;
  const words = useMessages().routes.tool;
  const problem = problemText(drafting.problem, words);
  const state = stateText(drafting, words);
  return (
    <ToolPanel
      title={words.title}
      leave={{ label: words.leave, act: props.onLeave }}
      spoken={problem === "" ? state : problem}
    >
      <p className={drafting.plan ? "type-strong text-ink" : "type-small text-ink2"}>{state}</p>
      {problem === "" ? null : <p className="mt-6 border-s-2 border-s1 ps-8 type-body text-ink">{problem}</p>}
      {drafting.points.length > 0 ? (
        <div className="mt-8 flex flex-wrap gap-6">
          {drafting.plan ? (
            <Button look="primary" className="max-md:h-44" shortcut="↵" onClick={props.onFinish}>
              {words.show}
            </Button>
          ) : null}
          <ToolAct shortcut="⌫" act={drafting.undo} onFocusMap={onFocusMap}>
            {words.undo}
          </ToolAct>
          <ToolAct shortcut="Esc" act={drafting.clear} onFocusMap={onFocusMap}>
            {words.clear}
          </ToolAct>
        </div>
      ) : null}
    </ToolPanel>
  );
}
