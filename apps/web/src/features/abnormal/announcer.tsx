"use client";

import { useEffect, useRef, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useLiveAbnormal, useLiveNow } from "../../live/use-live.ts";
import { ANNOUNCE_INTERVAL_MS, nextAnnouncement } from "./announcement.ts";
import { describeAbnormal } from "./describe.ts";

/** Reads new S1 and S2 out to screen readers, at most one in five seconds; what was there at the start is not new. */
export function Announcer() {
  const items = useLiveAbnormal();
  const now = useLiveNow();
  const messages = useMessages();
  const said = useRef<Set<string> | null>(null);
  const saidAt = useRef(0);
  const [text, setText] = useState("");
  useEffect(() => {
    if (items === null || now === null) return;
    if (said.current === null) {
      said.current = new Set(items.map((item) => item.id));
      return;
    }
    if (now - saidAt.current < ANNOUNCE_INTERVAL_MS) return;
    const item = nextAnnouncement(items, said.current);
    if (!item) return;
    said.current.add(item.id);
    saidAt.current = now;
    const words = describeAbnormal(item, messages);
    setText(messages.shell.announce(item.severity, words.title, words.place));
  }, [items, now, messages]);
  return (
    <div className="sr-only" role="status" aria-live="assertive">
      {text}
    </div>
  );
}
