import { type InputHTMLAttributes, type Ref, useId } from "react";
import { cx } from "./class-names.ts";
import { SeverityMark } from "./severity-mark.tsx";

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

/** Text field with its label above, a hint or an error sentence below. */
export function Field({ label, hint, error, inputRef, className, ...input }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={cx("flex flex-col gap-4", className)}>
      <label htmlFor={id} className="type-body text-ink2">
        {label}
      </label>
      <input
        id={id}
        ref={inputRef}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? noteId : undefined}
        className={cx(
          "h-30 rounded-control bg-raised px-10 type-body text-ink max-md:h-44 max-md:text-[16px]",
          error ? "border-2 border-s1" : "border border-control",
        )}
        {...input}
      />
      {note ? (
        <p id={noteId} className={cx("flex items-center gap-6 type-small", error ? "text-ink" : "text-ink3")}>
          {error ? <SeverityMark severity={1} sizePx={13} /> : null}
          {note}
        </p>
      ) : null}
    </div>
  );
}
