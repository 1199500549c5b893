"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useMessages } from "../i18n/messages.ts";
import { errorCode, refusalCode } from "../queries/query-provider.tsx";
import { useTRPC } from "../queries/trpc.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { SeverityMark } from "../ui/severity-mark.tsx";
import { EntryPage } from "./entry-page.tsx";

const MIN_LENGTH = 12;

/** Gives the signed-in person a password. */
export function SetPasswordPage() {
  const { setPassword: words, refusals } = useMessages().session;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const asksForCurrent = me?.user.needsCurrentPassword ?? false;
  const [errors, setErrors] = useState<{ current?: string; password?: string; repeat?: string }>({});
  const mutation = useMutation({
    ...trpc.session.setPassword.mutationOptions(),
    onSuccess: () => location.assign("/"),
    onError: (error) => {
      if (errorCode(error) === "UNAUTHORIZED") location.assign("/sign-in?next=/set-password");
      // The one-time link by which somebody came proves who they are for some minutes only.
      void queryClient.invalidateQueries(trpc.session.me.queryFilter());
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password"));
    const currentPassword = String(form.get("current") ?? "");
    if (asksForCurrent && !currentPassword) return setErrors({ current: words.missingCurrent });
    if (password.length < MIN_LENGTH) return setErrors({ password: words.tooShort });
    if (password !== String(form.get("repeat"))) return setErrors({ repeat: words.differs });
    setErrors({});
    mutation.mutate({ password, ...(asksForCurrent ? { currentPassword } : {}) });
  };

  return (
    <EntryPage title={words.title}>
      <p className="type-body text-ink2">{words.intro}</p>
      <form onSubmit={submit} noValidate className="flex flex-col gap-14">
        {mutation.isError ? (
          <p role="alert" className="flex items-center gap-8 type-body text-ink">
            <SeverityMark severity={1} sizePx={16} label="" />
            {`${words.failed} ${refusals[refusalCode(mutation.error)]}`}
          </p>
        ) : null}
        {asksForCurrent ? (
          <Field
            label={words.current}
            name="current"
            type="password"
            autoComplete="current-password"
            error={errors.current}
          />
        ) : null}
        <Field
          label={words.password}
          name="password"
          type="password"
          autoComplete="new-password"
          hint={words.hint}
          error={errors.password}
          autoFocus
        />
        <Field
          label={words.repeat}
          name="repeat"
          type="password"
          autoComplete="new-password"
          error={errors.repeat}
        />
        <Button look="primary" type="submit" disabled={mutation.isPending} className="max-md:h-44">
          {mutation.isPending ? words.submitting : words.submit}
        </Button>
        <a href="/" className="type-body text-accent hover:underline">
          {words.back}
        </a>
      </form>
    </EntryPage>
  );
}
