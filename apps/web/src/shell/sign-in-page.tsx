"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { LANGUAGE_NAMES, LANGUAGES, pageLanguage } from "../i18n/languages.ts";
import { useMessages } from "../i18n/messages.ts";
import { forgetLastKnown } from "../offline/last-known-store.ts";
import { chooseInBrowser } from "../queries/account-settings.ts";
import { type SignInResult, safeNextPath, signIn } from "../queries/sign-in.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { SeverityMark } from "../ui/severity-mark.tsx";
import { EntryPage } from "./entry-page.tsx";

const COMMAND = "npm run cli -- user create --email NAME --role administrator";

type Failure = Exclude<SignInResult["kind"], "signed_in"> | "missing" | "used_link";

/** Sentence for what went wrong; counts down while attempts are refused. */
function useFailure() {
  const { signIn: words } = useMessages().session;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [waitS, setWaitS] = useState(0);
  useEffect(() => {
    // A one-time link that was refused leads here with the reason.
    if (new URLSearchParams(location.search).get("error") === "sign_in_failed") setFailure("used_link");
  }, []);
  useEffect(() => {
    if (waitS <= 0) return;
    const timer = setTimeout(() => {
      setWaitS(waitS - 1);
      if (waitS === 1) setFailure(null);
    }, 1000);
    return () => clearTimeout(timer);
  }, [waitS]);
  const sentences: Record<Failure, string> = {
    wrong: words.wrong,
    unreachable: words.unreachable,
    missing: words.missing,
    used_link: words.usedLink,
    too_many: words.tooMany(waitS),
  };
  return { sentence: failure ? sentences[failure] : null, waitS, setFailure, setWaitS };
}

/** The languages by their own names; the page is asked for anew in the one that is chosen. */
function LanguageChoice({ label }: { label: string }) {
  const [current, setCurrent] = useState<string | null>(null);
  useEffect(() => setCurrent(pageLanguage()), []);
  return (
    <nav aria-label={label} className="flex gap-16 border-t border-line pt-12 type-body">
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-current={language === current ? "true" : undefined}
          className="min-h-24 text-accent hover:underline aria-[current]:font-medium aria-[current]:text-ink"
          onClick={() => {
            chooseInBrowser({ language });
            location.reload();
          }}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </nav>
  );
}

/** E-mail and password; what a one-time link is; what went wrong. */
export function SignInPage() {
  const { signIn: words } = useMessages().session;
  const { sentence, waitS, setFailure, setWaitS } = useFailure();
  const [isBusy, setBusy] = useState(false);
  const password = useRef<HTMLInputElement>(null);
  // However the session ended that leads here: whoever comes next must not read what it saw.
  useEffect(forgetLastKnown, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = { email: String(form.get("email")).trim(), password: String(form.get("password")) };
    if (!credentials.email || !credentials.password) return setFailure("missing");
    setBusy(true);
    setFailure(null);
    const result = await signIn(credentials);
    if (result.kind === "signed_in") {
      return location.replace(
        safeNextPath(new URLSearchParams(location.search).get("next"), location.origin),
      );
    }
    setBusy(false);
    if (result.kind === "too_many") setWaitS(result.retryAfterS);
    setFailure(result.kind);
    password.current?.select();
  };

  return (
    <EntryPage title={words.title}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-14">
        {sentence ? (
          <p role="alert" className="flex items-center gap-8 type-body text-ink">
            <SeverityMark severity={1} sizePx={16} label="" />
            {sentence}
          </p>
        ) : null}
        <Field label={words.email} name="email" type="email" autoComplete="username" autoFocus />
        <Field
          label={words.password}
          name="password"
          type="password"
          autoComplete="current-password"
          inputRef={password}
        />
        <Button look="primary" type="submit" disabled={isBusy || waitS > 0} className="max-md:h-44">
          {isBusy ? words.submitting : words.submit}
        </Button>
      </form>
      <div className="border-t border-line pt-12 type-small text-ink3">
        <p>{words.oneTime}</p>
        <p className="mt-8">{words.command}</p>
        <code className="mt-4 block font-id text-[11px] break-words text-ink2">{COMMAND}</code>
      </div>
      <LanguageChoice label={words.language} />
    </EntryPage>
  );
}
