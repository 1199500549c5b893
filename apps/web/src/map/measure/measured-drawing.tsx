"use client";

import type { LonLat } from "@arterial/domain/city/network";
import { useSyncExternalStore } from "react";
import { Crosshair } from "../aim/crosshair.tsx";
import type { Aim } from "../aim/use-aiming.ts";
import type { CameraFeed } from "../camera-feed.ts";
import { type Camera, projector, type ScreenPoint } from "../overlay/camera.ts";
import { formatArea, formatLength } from "./format-measured.ts";
import { measuredFigures } from "./measured-figures.ts";
import type { Measurement } from "./measurement.ts";

/** A leg that is drawn shorter carries no figure, px. */
const MIN_LABELLED_PX = 64;
const POINT_RADIUS_PX = 4;

const between = (a: ScreenPoint, b: ScreenPoint): ScreenPoint => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

function middleOf(points: readonly ScreenPoint[]): ScreenPoint {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function Plate(props: { at: ScreenPoint; kind: "leg" | "whole" | "area"; children: string }) {
  const { at, kind, children } = props;
  return (
    <span className="live-map-measured-plate" data-kind={kind} style={{ left: at.x, top: at.y }}>
      {children}
    </span>
  );
}

/** From the last point to where the next would be, with the length that it would add. */
function NextLeg({ measurement, to, camera }: { measurement: Measurement; to: LonLat; camera: Camera }) {
  const last = measurement.points.at(-1);
  if (!last || measurement.isClosed) return null;
  const project = projector(camera);
  const [start, end] = [project(...last), project(...to)];
  if (Math.hypot(end.x - start.x, end.y - start.y) < MIN_LABELLED_PX / 2) return null;
  const { lengthM } = measuredFigures({ points: [last, to], isClosed: false });
  return (
    <>
      <svg aria-hidden>
        <line className="live-map-measured-next" x1={start.x} y1={start.y} x2={end.x} y2={end.y} />
      </svg>
      <Plate at={between(start, end)} kind="leg">
        {formatLength(lengthM)}
      </Plate>
    </>
  );
}

function Plates({ measurement, at }: { measurement: Measurement; at: readonly ScreenPoint[] }) {
  const { legsM, lengthM, areaM2 } = measuredFigures(measurement);
  const last = at.at(-1);
  return (
    <>
      {legsM.map((legM, index) => {
        const [start, end] = [at[index], at[(index + 1) % at.length]];
        if (!start || !end || Math.hypot(end.x - start.x, end.y - start.y) < MIN_LABELLED_PX) return null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a leg is known by its place in the line
          <Plate key={index} at={between(start, end)} kind="leg">
            {formatLength(legM)}
          </Plate>
        );
      })}
      {last && legsM.length > 1 && !measurement.isClosed ? (
        <Plate at={last} kind="whole">
          {formatLength(lengthM)}
        </Plate>
      ) : null}
      {areaM2 === null ? null : (
        <Plate at={middleOf(at)} kind="area">
          {formatArea(areaM2)}
        </Plate>
      )}
    </>
  );
}

function pathOf(points: readonly ScreenPoint[], isClosed: boolean): string {
  const line = points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L");
  return line === "" ? "" : `M${line}${isClosed ? "Z" : ""}`;
}

/** The line or area on the map, with its figures; hidden from screen readers, to whom the panel speaks. */
export function MeasuredDrawing(props: { measurement: Measurement; aim: Aim; cameras: CameraFeed }) {
  const { measurement, aim, cameras } = props;
  const camera = useSyncExternalStore(cameras.subscribe, cameras.current, cameras.current);
  if (!camera) return null;
  const project = projector(camera);
  const at = measurement.points.map((point) => project(...point));
  const path = pathOf(at, measurement.isClosed);
  return (
    <div className="live-map-drawing live-map-measured" aria-hidden>
      {aim ? (
        <NextLeg measurement={measurement} to={aim === "middle" ? camera.center : aim.at} camera={camera} />
      ) : null}
      <svg aria-hidden>
        <path className="live-map-measured-casing" d={path} />
        <path className="live-map-measured-line" data-closed={measurement.isClosed} d={path} />
        {at.map(({ x, y }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its place in the line
          <circle key={index} cx={x} cy={y} r={index === 0 ? POINT_RADIUS_PX + 2 : POINT_RADIUS_PX} />
        ))}
      </svg>
      <Plates measurement={measurement} at={at} />
      {aim === "middle" ? <Crosshair /> : null}
    </div>
  );
}
