"use client";

import "./console.css";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Announcer } from "../features/abnormal/announcer.tsx";
import { HandoverPage } from "../features/handover/handover-page.tsx";
import { useMessages } from "../i18n/messages.ts";
import { liveSession } from "../live/live-session.ts";
import { useShortcut } from "../ui/shortcuts.ts";
import { leavePage } from "../unsaved/leave-page.ts";
import { CityPage } from "./city-page.tsx";
import { ConnectionBand } from "./connection-band.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { Rail } from "./rail.tsx";
import { SeverityBar } from "./severity-bar.tsx";
import { StatusStrip } from "./status-strip.tsx";
import { LIST_ID } from "./use-destinations.ts";

const KeyboardSheet = dynamic(() => import("./keyboard-sheet.tsx").then((module) => module.KeyboardSheet), {
  ssr: false,
});

// The line is opened while the page comes to life.
if (typeof window !== "undefined") liveSession();

function goTo(address: string): void {
  leavePage(() => location.assign(address));
}

/** The page of handovers: beside the rail, and below what tells its writer how the city is. */
export function HandoverRoute() {
  const { shell, handover } = useMessages();
  const [isKeyboardOpen, setKeyboardOpen] = useState(false);
  useShortcut("goToMap", () => goTo("/"));
  useShortcut("goToList", () => goTo(`/#${LIST_ID}`));
  useShortcut("keyboard", () => setKeyboardOpen(true));
  return (
    <CityPage>
      <div className="console-page bg-ground print:bg-white">
        <div className="contents print:hidden">
          <Rail
            current="handover"
            onKeyboard={() => setKeyboardOpen(true)}
            onOpenView={(address) => goTo(`/${address}`)}
          />
          <StatusStrip page={handover.title} />
          <ConnectionBand meanwhile={shell.connection.countsStale} />
          <SeverityBar />
        </div>
        <div className="console-body">
          <HandoverPage />
        </div>
      </div>
      {isKeyboardOpen ? <KeyboardSheet onClose={() => setKeyboardOpen(false)} /> : null}
      <LeaveGuard />
      <Announcer />
    </CityPage>
  );
}
