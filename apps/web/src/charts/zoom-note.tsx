"use client";

import { IconArrowsHorizontal } from "@tabler/icons-react";
import { useMessages } from "../i18n/messages.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

/** Says that a chart shows a stretch which stays where it is, with the way back; and that the whole is back. */
export function ZoomNote(props: {
  isZoomed: boolean;
  wasZoomed: boolean;
  summary: string;
  onWhole: () => void;
}) {
  const { chart } = useMessages().live;
  const { isZoomed, wasZoomed, summary } = props;
  return (
    <div className={isZoomed ? "flex min-h-24 items-center justify-between gap-8" : "sr-only"}>
      <p role="status" className="min-w-0 type-small text-ink2">
        {isZoomed ? (
          <>
            <span className="sr-only">{summary}. </span>
            {chart.zoomed}
          </>
        ) : wasZoomed ? (
          `${chart.whole}: ${summary}`
        ) : null}
      </p>
      {isZoomed ? (
        <Button
          isSmall
          className="flex-none max-md:h-44"
          icon={<Icon of={IconArrowsHorizontal} size={13} />}
          onClick={props.onWhole}
        >
          {chart.whole}
        </Button>
      ) : null}
    </div>
  );
}
