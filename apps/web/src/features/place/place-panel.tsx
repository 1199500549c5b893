"use client";

import { IconBuildingCommunity, IconMapPin, IconRoute } from "@tabler/icons-react";
import { useMemo } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useAbnormal, useNow } from "../../live/use-live.ts";
import type { MapFeature } from "../../map/live-map-props.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { PanelHead } from "../../ui/panel-head.tsx";
import { ErrorState } from "../../ui/panel-state.tsx";
import { RoadShield } from "../../ui/road-shield.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { AbnormalRowButton } from "../abnormal/abnormal-row.tsx";
import { compareAbnormal } from "../abnormal/order.ts";
import { TooMany } from "../abnormal/too-many.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { PendingPanel } from "../panel/pending-panel.tsx";
import { PlaceFigures } from "./place-figures.tsx";
import { itemsAt, type RoadState, slowestRoads, withStates } from "./prepare-place.ts";
import { RoadList } from "./road-list.tsx";
import { type Place, useDevicesHere, usePlace } from "./use-place.ts";
import { useSegmentStates } from "./use-segment-states.ts";
import { WaySection } from "./way-section.tsx";

type PlaceRoad = RoadState<Place["ways"][number][number]>;

const ICONS = { zone: IconBuildingCommunity, corridor: IconRoute, site: IconMapPin } as const;
const SLOWEST = 6;
const LISTED = 12;
const KM = 1000;

function Head({ place, actions }: { place: Place; actions: PanelActions }) {
  const { places, live } = useMessages();
  const { city } = useCity();
  const roads = place.ways.flat();
  const km = roads.reduce((sum, { lengthM }) => sum + lengthM, 0) / KM;
  const zones = city.zones.filter(({ id }) => place.type !== "zone" && place.zoneIds.includes(id));
  return (
    <PanelHead
      mark={
        place.ref && place.type === "corridor" ? (
          <RoadShield number={place.ref} />
        ) : (
          <Icon of={ICONS[place.type]} size={18} className="text-ink2" />
        )
      }
      title={place.title}
      onLocate={() => actions.onLocate({ bounds: place.bounds })}
      onClose={actions.onClose}
    >
      <p className="flex items-center justify-between gap-8">
        <span className="min-w-0">
          {[
            places.types[place.type],
            ...zones.slice(0, 3).map(({ name }) => name),
            places.size(formatNumber(roads.length), formatNumber(km, { decimals: 1 })),
          ].join(" · ")}
        </span>
        {city.isSimulated ? <Tag>{live.panel.simulated}</Tag> : null}
      </p>
    </PanelHead>
  );
}

function AbnormalHere({ place, actions }: { place: Place; actions: PanelActions }) {
  const { places } = useMessages();
  const now = useNow();
  const items = useAbnormal();
  const deviceIds = useDevicesHere(place, items);
  const keys = useMemo(
    () => ({
      segmentIds: new Set(place.ways.flat().map(({ id }) => id)),
      deviceIds,
    }),
    [place, deviceIds],
  );
  const here = itemsAt(items ?? [], keys).sort(compareAbnormal);
  return (
    <Section title={places.abnormal} aside={here.length || undefined}>
      {items && here.length === 0 ? <p className="type-dense text-ink3">{places.nothing}</p> : null}
      <ul className="-mx-16">
        {here.map((item) => (
          <li key={item.id} className="first:border-t first:border-line">
            <AbnormalRowButton
              row={{ item, isCleared: false }}
              now={now ?? item.since}
              isSelected={false}
              onSelect={() => actions.onSelect({ type: "abnormal", id: item.id })}
            />
          </li>
        ))}
      </ul>
      <TooMany items={items ?? []} />
    </Section>
  );
}

/** Things of a place as links; more than a dozen are counted. */
function LinkList<Item>(props: {
  title: string;
  items: readonly Item[];
  /** How many there are, when not all of them are items. */
  count?: number;
  empty?: string;
  keyOf: (item: Item) => string;
  nameOf: (item: Item) => string;
  noteOf?: (item: Item) => string;
  featureOf: (item: Item) => MapFeature;
  onSelect: PanelActions["onSelect"];
}) {
  const { places } = useMessages();
  const { items } = props;
  const count = props.count ?? items.length;
  if (items.length === 0 && !props.empty) return null;
  return (
    <Section title={props.title} aside={count > 0 ? formatNumber(count) : undefined}>
      {items.length === 0 ? <p className="type-dense text-ink3">{props.empty}</p> : null}
      <ul className="-mx-8">
        {items.slice(0, LISTED).map((item) => (
          <li key={props.keyOf(item)}>
            <button
              type="button"
              className="flex h-26 w-full items-center justify-between gap-8 px-8 text-start type-dense focus-inside hover:bg-hover max-md:h-44"
              onClick={() => props.onSelect(props.featureOf(item))}
            >
              <span className="truncate text-accent">{props.nameOf(item)}</span>
              <span className="flex-none text-ink3">{props.noteOf?.(item)}</span>
            </button>
          </li>
        ))}
      </ul>
      {count > LISTED ? (
        <p className="mt-4 type-small text-ink3">{places.more(formatNumber(count - LISTED))}</p>
      ) : null}
    </Section>
  );
}

function Roads({ place, ways, actions }: { place: Place; ways: PlaceRoad[][]; actions: PanelActions }) {
  const { places } = useMessages();
  const roads = ways.flat();
  if (place.type === "corridor") {
    return ways.map((way) => <WaySection key={way[0]?.id} roads={way} />);
  }
  if (place.type === "site") {
    return (["in", "out"] as const).map((arm) => (
      <Section key={arm} title={places.arms[arm]}>
        <RoadList roads={roads.filter((road) => road.arm === arm)} onSelect={actions.onSelect} />
      </Section>
    ));
  }
  const slowest = slowestRoads(roads, SLOWEST);
  return (
    <Section title={places.slowest}>
      {slowest.length === 0 ? <p className="type-dense text-ink3">{places.slowestNone}</p> : null}
      <RoadList roads={slowest} onSelect={actions.onSelect} />
    </Section>
  );
}

function Body({ place, actions }: { place: Place; actions: PanelActions }) {
  const { places, devices: words, live } = useMessages();
  const { states, query } = useSegmentStates();
  const ways = place.ways.map((way) => withStates(way, states));
  return (
    <>
      <Head place={place} actions={actions} />
      {query ? <NotRefreshed query={query} /> : null}
      {query?.isError && !query.data ? (
        <ErrorState
          title={live.panel.failed(places.roadStates)}
          code={errorCode(query.error)}
          retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
        />
      ) : null}
      <PlaceFigures roads={ways.flat()} place={place} />
      <Roads place={place} ways={ways} actions={actions} />
      <AbnormalHere place={place} actions={actions} />
      <LinkList
        title={places.sites}
        items={place.sites}
        keyOf={({ id }) => id}
        nameOf={({ title }) => title}
        featureOf={({ id }) => ({ type: "site", id })}
        onSelect={actions.onSelect}
      />
      <LinkList
        title={places.devices}
        items={place.devices}
        count={place.deviceCount}
        empty={places.noDevices}
        keyOf={({ id }) => id}
        nameOf={({ name, id }) => name || id}
        noteOf={({ kind }) => words.kinds[kind]}
        featureOf={({ id }) => ({ type: "device", id })}
        onSelect={actions.onSelect}
      />
    </>
  );
}

/** A district, a corridor or a site: how its roads are, what is abnormal there, and what lies in it. */
export function PlacePanel({ subject, actions }: { subject: MapFeature; actions: PanelActions }) {
  const { places } = useMessages();
  const query = usePlace(subject);
  if (!query.data) {
    const name = places.names[(subject.type as Place["type"]) ?? "site"];
    return <PendingPanel title={subject.id} name={name} query={query} onClose={actions.onClose} />;
  }
  return (
    <>
      <NotRefreshed query={query} />
      <Body place={query.data} actions={actions} />
    </>
  );
}
