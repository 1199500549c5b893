import type { ButtonHTMLAttributes, ReactNode } from "react";
import { cx } from "./class-names.ts";
import { KeyHint } from "./key-hint.tsx";

const LOOKS = {
  primary: "bg-accent text-accent-ink font-semibold enabled:hover:brightness-110",
  default: "bg-raised text-ink border border-line-strong enabled:hover:bg-hover font-medium",
  quiet: "text-ink2 enabled:hover:bg-hover enabled:hover:text-ink",
} as const;

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
  isSmall?: boolean;
  /** Key that does the same, printed in the button. */
  shortcut?: string | undefined;
  icon?: ReactNode;
}

/** Push button: one primary per panel, outlined by default, quiet without an edge. */
export function Button({
  look = "default",
  isSmall,
  shortcut,
  icon,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      className={cx(
        "inline-flex items-center justify-center gap-6 rounded-control type-body whitespace-nowrap transition-colors duration-(--motion-fast)",
        "active:bg-selected disabled:opacity-45",
        isSmall ? "h-24 px-8" : "h-28 px-12",
        LOOKS[look],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
      {shortcut ? <KeyHint>{shortcut}</KeyHint> : null}
    </button>
  );
}

/** Square button that shows an icon only; `label` names it for screen readers and as its tooltip. */
export function IconButton({
  label,
  className,
  children,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx(
        "inline-grid size-28 flex-none place-items-center rounded-control text-ink2 transition-colors duration-(--motion-fast) enabled:hover:bg-hover enabled:hover:text-ink active:bg-selected disabled:opacity-45 max-md:size-44",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
