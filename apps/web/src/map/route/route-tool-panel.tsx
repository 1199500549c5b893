"use client";

import { IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { problemText } from "../../features/route/problem-text.ts";
import type { RouteDrafting } from "../../features/route/use-route-drafting.ts";
import { type Messages, useMessages } from "../../i18n/messages.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { formatMinutes } from "../../ui/format-duration.ts";
import { Icon } from "../../ui/icon.tsx";
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
  const spoken = problem === "" ? state : problem;
  // A region speaks of what changes in it, not of what it came with.
  const [announced, setAnnounced] = useState("");
  useEffect(() => setAnnounced(spoken), [spoken]);
  const andFocusMap = (act: () => void) => () => {
    act();
    onFocusMap();
  };
  return (
    <section aria-label={words.title} className="live-map-tool-panel">
      <header className="flex items-center justify-between gap-8">
        <h2 className="type-strong text-ink">{words.title}</h2>
        <IconButton label={words.leave} onClick={props.onLeave}>
          <Icon of={IconX} size={16} />
        </IconButton>
      </header>
      <p className={drafting.plan ? "type-strong text-ink" : "type-small text-ink2"}>{state}</p>
      {problem === "" ? null : <p className="mt-6 border-s-2 border-s1 ps-8 type-body text-ink">{problem}</p>}
      {drafting.points.length > 0 ? (
        <div className="mt-8 flex flex-wrap gap-6">
          {drafting.plan ? (
            <Button look="primary" className="max-md:h-44" shortcut="↵" onClick={props.onFinish}>
              {words.show}
            </Button>
          ) : null}
          <Button isSmall className="max-md:h-44" shortcut="⌫" onClick={andFocusMap(drafting.undo)}>
            {words.undo}
          </Button>
          <Button isSmall className="max-md:h-44" shortcut="Esc" onClick={andFocusMap(drafting.clear)}>
            {words.clear}
          </Button>
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {announced}
      </p>
    </section>
  );
}
