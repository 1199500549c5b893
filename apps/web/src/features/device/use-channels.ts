"use client";

import { useMemo } from "react";
import { type Messages, useMessages } from "../../i18n/messages.ts";
import type { Channel } from "./channel.ts";

/** What a device measures, in the reader's language; the same array for as long as the language stays. */
export function useChannels(channelsIn: (messages: Messages) => Channel[]): readonly Channel[] {
  const messages = useMessages();
  return useMemo(() => channelsIn(messages), [channelsIn, messages]);
}
