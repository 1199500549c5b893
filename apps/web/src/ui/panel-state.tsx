"use client";

import { IconAlertCircle, IconCircleCheck, IconLock } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { useMessages } from "../i18n/messages.ts";
import { REQUEST_TIMEOUT_S, TIMED_OUT } from "../queries/request-timeout.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

const LOADING_AFTER_MS = 200;
const BAR_WIDTHS = ["w-4/5", "w-3/5", "w-2/3", "w-1/3"] as const;

function State(props: { icon?: ReactNode; title: string; children?: ReactNode; role?: "status" | "alert" }) {
  return (
    <div className="flex gap-8 p-16" role={props.role}>
      {props.icon ? <span className="text-ink2 pt-1">{props.icon}</span> : null}
      <div className="flex min-w-0 flex-col items-start gap-6">
        <p className="type-strong text-ink">{props.title}</p>
        <div className="flex flex-col items-start gap-10 type-body text-ink2">{props.children}</div>
      </div>
    </div>
  );
}

/** All is as it should be: one sentence; the space stays empty. */
export function NothingAbnormal({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <State icon={<Icon of={IconCircleCheck} size={16} />} title={title} role="status">
      {children}
    </State>
  );
}

/** Nothing is here yet: what would be here, and the one action that fills it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return <State title={title}>{children}</State>;
}

/** Something failed: what, what was lost, try again, and the code. */
export function ErrorState(props: {
  title: string;
  children?: ReactNode;
  code?: string | undefined;
  retry?: { label: string; onRetry: () => void };
}) {
  const { panel } = useMessages().live;
  return (
    <State icon={<Icon of={IconAlertCircle} size={16} />} title={props.title} role="alert">
      {props.code === TIMED_OUT ? <p>{panel.timedOut(REQUEST_TIMEOUT_S)}</p> : props.children}
      {props.retry ? (
        <Button isSmall onClick={props.retry.onRetry}>
          {props.retry.label}
        </Button>
      ) : null}
      {props.code ? <code className="font-id text-[11px] text-ink3">{props.code}</code> : null}
    </State>
  );
}

/** The role needed, and whom to ask. */
export function NoPermission({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <State icon={<Icon of={IconLock} size={16} />} title={title}>
      {children}
    </State>
  );
}

/** Still bars in the shape of the content, shown after 200 ms with what is loading, below the head of a panel if it has one. */
export function LoadingState({
  head,
  label,
  barCount = 4,
}: {
  head?: ReactNode;
  label: string;
  barCount?: number;
}) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), LOADING_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <>
      {head}
      <div className="flex flex-col gap-14 p-16" role="status">
        <p className="type-body text-ink3">{label}</p>
        {BAR_WIDTHS.slice(0, barCount).map((width) => (
          <span key={width} className={`block h-8 bg-line ${width}`} />
        ))}
      </div>
    </>
  );
}
