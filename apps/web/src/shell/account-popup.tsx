"use client";

import { CONGESTION_PALETTES, THEME_CHOICES } from "@arterial/domain/account/choices";
import { Menu } from "@base-ui/react/menu";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LANGUAGE_NAMES, LANGUAGES, type Language, pageLanguage } from "../i18n/languages.ts";
import { useMessages } from "../i18n/messages.ts";
import { forgetLastKnown } from "../offline/last-known-store.ts";
import { useAreSettingsSaved } from "../queries/account-settings.ts";
import { chooseLanguage } from "../queries/choose-language.ts";
import { signOut } from "../queries/sign-in.ts";
import { useTRPC } from "../queries/trpc.ts";
import { choosePalette, usePalette } from "../ui/palette.ts";
import { POPUP_CLASS, POPUP_ITEM_CLASS, readingSide } from "../ui/popup.ts";
import { chooseTheme, useThemeChoice } from "../ui/theme.ts";
import type { PopupState } from "../ui/use-popup.ts";
import { leavePage } from "../unsaved/leave-page.ts";
import { Choices, ClockChoices, ToneChoices } from "./account-choices.tsx";

function Identity() {
  const { account } = useMessages().shell;
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  if (!me) return null;
  return (
    <div className="border-b border-line px-12 pt-6 pb-8">
      <p className="type-strong">{me.user.name || me.user.email}</p>
      <p className="type-small text-ink3">{`${me.user.email} · ${account.roles[me.user.role] ?? me.user.role}`}</p>
    </div>
  );
}

/** Leaves the page only once the session has ended, and says when it has not. */
function SignOut() {
  const { account } = useMessages().shell;
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const leave = async () => {
    setState("busy");
    if (!(await signOut())) return setState("failed");
    forgetLastKnown();
    location.assign("/sign-in");
  };
  return (
    <>
      {state === "failed" ? (
        <p role="alert" className="max-w-260 px-12 py-4 type-small text-ink">
          {account.notSignedOut}
        </p>
      ) : null}
      <Menu.Item
        className={POPUP_ITEM_CLASS}
        closeOnClick={false}
        disabled={state === "busy"}
        onClick={() => leavePage(() => void leave())}
      >
        {account.signOut}
      </Menu.Item>
    </>
  );
}

/** Who is signed in, how the console looks to them, and the way out. */
export function AccountPopup({ open, anchor, onOpenChange, side }: PopupState & { side: "right" | "top" }) {
  const { shell, handover } = useMessages();
  const { account, rail } = shell;
  const theme = useThemeChoice();
  const palette = usePalette();
  const isSaved = useAreSettingsSaved();
  return (
    <Menu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <Menu.Portal role="region" aria-label={rail.account}>
        <Menu.Positioner anchor={anchor} side={readingSide(side)} align="end" sideOffset={6} className="z-50">
          <Menu.Popup
            aria-label={rail.account}
            finalFocus={anchor}
            className={`${POPUP_CLASS} max-h-(--available-height) overflow-y-auto`}
          >
            <Identity />
            <Choices
              label={account.theme}
              choices={THEME_CHOICES}
              names={account.themes}
              value={theme}
              onChoose={chooseTheme}
            />
            <Choices
              label={account.palette}
              choices={CONGESTION_PALETTES}
              names={account.palettes}
              value={palette}
              onChoose={choosePalette}
            />
            <Choices
              label={account.language}
              choices={LANGUAGES}
              names={LANGUAGE_NAMES}
              value={pageLanguage() as Language}
              onChoose={chooseLanguage}
            />
            <ClockChoices />
            <ToneChoices />
            {isSaved ? null : (
              <p role="status" className="max-w-260 px-12 py-4 type-small text-ink">
                {account.notSaved}
              </p>
            )}
            <Menu.Separator className="my-4 h-1 bg-line" />
            <Menu.LinkItem href="/handover" className={`${POPUP_ITEM_CLASS} md:hidden`}>
              {handover.rail}
            </Menu.LinkItem>
            <Menu.LinkItem href="/set-password" className={POPUP_ITEM_CLASS}>
              {account.setPassword}
            </Menu.LinkItem>
            <SignOut />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
