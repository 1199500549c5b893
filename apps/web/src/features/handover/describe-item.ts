import type { Messages } from "../../i18n/messages.ts";
import { numberParam, placeWords, textParam } from "../abnormal/describe.ts";
import type { HandoverItem } from "./use-handover.ts";

/** An item in words, and where the console shows it. */
export interface ItemWords {
  title: string;
  /** The title, with the place where others may have the same one. */
  name: string;
  detail: string;
  href: string | null;
}

type Words = Pick<Messages, "abnormal" | "devices" | "handover" | "incidents">;
type Note = Extract<HandoverItem, { type: "note" }>;

/** Tells an item of a handover in words. */
export function describeItem(item: HandoverItem, words: Words): ItemWords {
  if (item.type === "note") return describeNote(item, words);
  if (item.type === "fault") {
    const title = words.devices.faults.classes[item.faultClass];
    return {
      title,
      name: title,
      detail: item.deviceName || item.deviceId,
      href: `/?sel=device:${encodeURIComponent(item.deviceId)}`,
    };
  }
  const value = words.abnormal.values[item.code]?.({
    text: (name) => textParam(item.params, name),
    number: (name, decimals) => numberParam(item.params, name, decimals),
  });
  const title = titleOf(item, words);
  return {
    title,
    name: title,
    detail: [placeWords(item, words.abnormal), value].filter(Boolean).join(" · "),
    href: hrefOf(item.id),
  };
}

function describeNote({ milestone, text, author, incidentId, incident }: Note, words: Words): ItemWords {
  const reported = milestone === null ? "" : words.incidents.milestones[milestone];
  const title = [reported, text].filter(Boolean).join(": ");
  const about = incident ? [incident.place, titleOf(incident, words)] : [];
  return {
    title,
    name: incident ? `${title}, ${incident.place}` : title,
    detail: [...about, words.handover.writtenBy(author)].join(" · "),
    href: incidentId === null ? null : hrefOf(incidentId),
  };
}

function titleOf({ code, kind }: { code: string; kind: string }, { abnormal }: Words): string {
  const byKind: Readonly<Record<string, string>> = abnormal.byKind;
  return abnormal.titles[code] ?? byKind[kind] ?? code;
}

function hrefOf(incidentId: string): string {
  return `/?sel=abnormal:${encodeURIComponent(incidentId)}`;
}
