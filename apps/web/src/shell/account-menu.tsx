"use client";

import { IconUserCircle } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { useMessages } from "../i18n/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { usePopup } from "../ui/use-popup.ts";

const AccountPopup = dynamic(() => import("./account-popup.tsx").then((module) => module.AccountPopup), {
  ssr: false,
});

/** The button behind which the account is. */
export function AccountMenu(props: { className: string; side: "right" | "top"; children?: ReactNode }) {
  const { rail } = useMessages().shell;
  const { isWanted, trigger, popup } = usePopup("menu");
  return (
    <>
      <button type="button" aria-label={rail.account} className={props.className} {...trigger}>
        <Icon of={IconUserCircle} size={21} />
        {props.children}
      </button>
      {isWanted ? <AccountPopup {...popup} side={props.side} /> : null}
    </>
  );
}
