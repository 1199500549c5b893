"use client";

import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";

/** In a line that stands in the place of something: that it loads, or that it could not be had, and a way to ask again. */
export function NotHere({
  name,
  isFailed,
  onRetry,
}: {
  name: string;
  isFailed: boolean;
  onRetry: () => void;
}) {
  const { panel } = useMessages().live;
  if (!isFailed) return <span>{panel.loading(name)}</span>;
  return (
    <>
      <span>{panel.failed(name)}</span>
      <Button isSmall className="max-md:h-44" onClick={onRetry}>
        {panel.retry}
      </Button>
    </>
  );
}
