"use client";

import { useEffect, useState } from "react";
import { type Messages, useMessages } from "../../i18n/messages.ts";
import { useLiveAbnormal, useLiveNow } from "../../live/use-live.ts";
import { alarmTone } from "./alarm-tone.ts";
import { type Announcement, createAnnouncements } from "./announcement.ts";
import { describeAbnormal } from "./describe.ts";

function announcementWords(announcement: Announcement, messages: Messages): string {
  const { announce, announceMany, live } = messages.shell;
  if ("item" in announcement) {
    const { title, place } = describeAbnormal(announcement.item, messages);
    return announce(announcement.severity, title, place);
  }
  const counts = announcement.news.flatMap((count, index) =>
    count > 0 ? [live.activeCount(index + 1, count)] : [],
  );
  return announceMany(counts.join(", "));
}

/**
 * Reads S1 and S2 that are new or have become worse out to screen readers, with a tone where that is chosen, at most one
 * in five seconds (of a flood how many), of the live city also during a replay; what was there at the start is not new.
 */
export function Announcer() {
  const items = useLiveAbnormal();
  const now = useLiveNow();
  const messages = useMessages();
  const [announce] = useState(createAnnouncements);
  const [said, setSaid] = useState({ text: "", count: 0 });
  useEffect(() => {
    if (items === null || now === null) return;
    const announcement = announce(items, now);
    if (!announcement) return;
    const text = announcementWords(announcement, messages);
    setSaid(({ count }) => ({ text, count: count + 1 }));
    void alarmTone.sound(announcement.severity);
  }, [items, now, messages, announce]);
  return (
    <div className="sr-only" role="status" aria-live="assertive">
      {/* The same words once more are read only when they are another element. */}
      <p key={said.count}>{said.text}</p>
    </div>
  );
}
