"use client";

import { useEffect, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useLiveAbnormal, useLiveNow } from "../../live/use-live.ts";
import { alarmTone } from "./alarm-tone.ts";
import { createAnnouncements } from "./announcement.ts";
import { describeAbnormal } from "./describe.ts";

/**
 * Reads S1 and S2 that are new or have become worse out to screen readers, with a tone where that is chosen, at most one
 * in five seconds, of the live city also during a replay; what was there at the start is not new.
 */
export function Announcer() {
  const items = useLiveAbnormal();
  const now = useLiveNow();
  const messages = useMessages();
  const [announce] = useState(createAnnouncements);
  const [said, setSaid] = useState({ text: "", count: 0 });
  useEffect(() => {
    if (items === null || now === null) return;
    const item = announce(items, now);
    if (!item) return;
    const words = describeAbnormal(item, messages);
    const text = messages.shell.announce(item.severity, words.title, words.place);
    setSaid(({ count }) => ({ text, count: count + 1 }));
    void alarmTone.sound(item.severity);
  }, [items, now, messages, announce]);
  return (
    <div className="sr-only" role="status" aria-live="assertive">
      {/* The same words once more are read only when they are another element. */}
      <p key={said.count}>{said.text}</p>
    </div>
  );
}
