"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { HandoverPage } from "../features/handover/handover-page.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { CityPage } from "./city-page.tsx";
import { Rail } from "./rail.tsx";
import { LIST_ID } from "./use-destinations.ts";

const KeyboardSheet = dynamic(() => import("./keyboard-sheet.tsx").then((module) => module.KeyboardSheet), {
  ssr: false,
});

/** The page of handovers beside the rail. */
export function HandoverRoute() {
  const [isKeyboardOpen, setKeyboardOpen] = useState(false);
  useShortcut("goToMap", () => location.assign("/"));
  useShortcut("goToList", () => location.assign(`/#${LIST_ID}`));
  useShortcut("keyboard", () => setKeyboardOpen(true));
  return (
    <CityPage>
      <div className="grid h-dvh grid-cols-[var(--size-rail)_minmax(0,1fr)] bg-ground max-md:h-auto max-md:min-h-dvh max-md:grid-cols-[minmax(0,1fr)] print:block print:h-auto print:bg-white">
        <div className="contents max-md:hidden print:hidden">
          <Rail
            current="handover"
            onKeyboard={() => setKeyboardOpen(true)}
            onOpenView={(address) => location.assign(`/${address}`)}
          />
        </div>
        <HandoverPage />
      </div>
      {isKeyboardOpen ? <KeyboardSheet onClose={() => setKeyboardOpen(false)} /> : null}
    </CityPage>
  );
}
