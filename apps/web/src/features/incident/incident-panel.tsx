"use client";

import { IconVideo } from "@tabler/icons-react";
import { useMessages } from "../../i18n/messages.ts";
import { firstSecondFrom } from "../../live/page-clock.ts";
import { useNow } from "../../live/use-live.ts";
import { Button } from "../../ui/button.tsx";
import { compassIndex } from "../../ui/compass.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { PanelHead } from "../../ui/panel-head.tsx";
import { Section } from "../../ui/section.tsx";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { Tag } from "../../ui/tag.tsx";
import { describeAbnormal } from "../abnormal/describe.ts";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { PendingPanel } from "../panel/pending-panel.tsx";
import { GrowthSection } from "./growth-section.tsx";
import { NoteForm } from "./note-form.tsx";
import { TimelineSection } from "./timeline-section.tsx";
import { type Incident, useIncident } from "./use-incident.ts";

const ROW =
  "flex min-h-26 w-full items-center gap-8 px-8 py-3 text-start type-dense focus-inside hover:bg-hover max-md:min-h-44";
const SITE_ZOOM = 15;

function Head({ incident, actions }: { incident: Incident; actions: PanelActions }) {
  const messages = useMessages();
  const { incidents: words, live } = messages;
  const { city, timeFormat } = useCity();
  const now = useNow();
  const { item, goneAt } = incident;
  const { title, place, value } = describeAbnormal(item, messages);
  const lastedMs = (goneAt ?? now ?? item.since) - item.since;
  return (
    <PanelHead
      mark={
        <SeverityMark
          severity={item.severity}
          sizePx={20}
          isOutlined={goneAt !== null}
          label={live.abnormal.severityName(item.severity)}
        />
      }
      title={title}
      onLocate={() => actions.onLocate({ point: item.point, zoom: SITE_ZOOM })}
      onClose={actions.onClose}
    >
      <p>{[place, value].filter(Boolean).join(" · ")}</p>
      <p className="flex items-center gap-8">
        <span className="min-w-0">
          {`${timeFormat.date(item.since)} ${timeFormat.time(item.since)} ${timeFormat.zone(item.since)}, `}
          <span className="font-semibold text-ink">{formatElapsed(lastedMs)}</span>
          {goneAt === null ? "" : `, ${words.cleared(timeFormat.time(goneAt))}`}
        </span>
        {city.isSimulated ? (
          <span className="ms-auto">
            <Tag>{live.panel.simulated}</Tag>
          </span>
        ) : null}
      </p>
      <p className="mt-8">
        <Button isSmall className="max-md:h-44" onClick={() => actions.onSelect(item.subject)}>
          {words.openSubject[item.subject.type]}
        </Button>
      </p>
    </PanelHead>
  );
}

function Cameras({ incident, actions }: { incident: Incident; actions: PanelActions }) {
  const { incidents: words, devices } = useMessages();
  const { cameras } = incident;
  return (
    <Section title={words.cameras}>
      {cameras.length === 0 ? <p className="type-dense text-ink3">{words.camerasNone}</p> : null}
      <ul className="-mx-8">
        {cameras.map((camera) => {
          const distance = `${formatNumber(camera.distanceM)} m`;
          const direction =
            camera.headingDeg === null ? "" : (devices.compass[compassIndex(camera.headingDeg)] ?? "");
          return (
            <li key={camera.id}>
              <button
                type="button"
                className={ROW}
                onClick={() => actions.onSelect({ type: "device", id: camera.id })}
              >
                <Icon of={IconVideo} size={16} className={camera.isInView ? "text-ink" : "text-ink3"} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate text-accent">{camera.name || camera.id}</span>
                  <span className="block type-small text-ink3">
                    {direction ? words.cameraFacts(distance, direction) : words.cameraDistance(distance)}
                  </span>
                </span>
                <span
                  className={camera.isInView ? "flex-none font-semibold text-ink" : "flex-none text-ink3"}
                >
                  {camera.isInView ? words.inView : words.elsewhere}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {cameras.length > 0 ? <p className="mt-4 type-small text-ink3">{words.camerasNote}</p> : null}
    </Section>
  );
}

/** Past incidents like this one; each opens the replay of the moment at which it came on the list. */
function Similar({ incident, actions }: { incident: Incident; actions: PanelActions }) {
  const { incidents: words, abnormal } = useMessages();
  const { timeFormat } = useCity();
  const open = ({ id, knownAt }: Incident["similar"][number]) =>
    actions.onSelectAt({ type: "abnormal", id }, firstSecondFrom(knownAt));
  return (
    <Section title={words.similar} aside={incident.similar.length > 0 ? words.replayCase : undefined}>
      {incident.similar.length === 0 ? <p className="type-dense text-ink3">{words.similarNone}</p> : null}
      <ul className="-mx-8">
        {incident.similar.map((past) => (
          <li key={`${past.id} ${past.knownAt}`}>
            <button type="button" className={ROW} onClick={() => open(past)}>
              <span className="min-w-0 flex-1">
                <span className="block truncate text-accent">
                  {`${timeFormat.date(past.knownAt)} ${timeFormat.time(past.knownAt)}`}
                </span>
                <span className="block truncate type-small text-ink3">
                  {[
                    `${abnormal.titles[past.code] ?? past.code}, ${past.place}`,
                    past.lastedMs === null ? words.stillOpen : words.lasted(formatElapsed(past.lastedMs)),
                    past.peakLengthM === null ? "" : words.peakLength(`${formatNumber(past.peakLengthM)} m`),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </span>
              </span>
              <span className="flex-none text-ink2">{words.alike(formatNumber(past.similarity * 100))}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One incident, now or as it was known at the shown moment. */
export function IncidentPanel({ id, actions }: { id: string; actions: PanelActions }) {
  const words = useMessages().incidents;
  const query = useIncident(id);
  const incident = query.data;
  if (!incident) {
    return (
      <PendingPanel title={words.name} name={words.name} query={query} onClose={actions.onClose}>
        <p>{words.notKnown}</p>
      </PendingPanel>
    );
  }
  return (
    <>
      <NotRefreshed query={query} />
      <Head incident={incident} actions={actions} />
      <GrowthSection incident={incident} />
      <TimelineSection incident={incident} />
      <Cameras incident={incident} actions={actions} />
      <Similar incident={incident} actions={actions} />
      <NoteForm incidentId={id} />
    </>
  );
}
