import { sightOf } from "@arterial/domain/camera/camera-view";
import type { PlayedVehicle } from "@arterial/domain/recording/trajectory-player";

/** Where a camera stands and what it sees. */
export interface Camera {
  id: string;
  lon: number;
  lat: number;
  /** Compass heading of the middle of the view, degrees. */
  headingDeg: number;
  fieldOfViewDeg: number;
  rangeM: number;
}

/** What a camera's analytics saw since it was last asked. */
export interface CameraCount {
  /** Vehicles that came into view, by class. */
  counts: Record<string, number>;
  /** Mean speed of all vehicles while in view; absent when there were none. */
  speedKmh?: number;
  /** Vehicles that stand still in view now. */
  stopped: number;
  /** From the first to the last standing vehicle of the longest standing row of one lane, m. */
  queueM: number;
}

/** The view of one camera over the vehicles of the city. */
export interface CameraView {
  /** Takes all vehicles one second after the last call. */
  step(vehicles: readonly PlayedVehicle[]): void;
  /** What was seen since the last call. */
  take(): CameraCount;
}

const STANDING_KMH = 5;

/** Creates the view of a camera: nothing hides anything in it, which a real one cannot say. */
export function createCameraView(camera: Camera): CameraView {
  let inView: PlayedVehicle[] = [];
  let counts: Record<string, number> = {};
  let speedSumKmh = 0;
  let speedSamples = 0;

  const sees = ({ lon, lat }: PlayedVehicle) => sightOf(camera, [lon, lat]).isInView;

  return {
    step: (vehicles) => {
      const seenBefore = new Set(inView.map((vehicle) => vehicle.id));
      inView = vehicles.filter(sees);
      for (const { id, vehicleClass, speedKmh } of inView) {
        speedSumKmh += speedKmh;
        speedSamples += 1;
        if (!seenBefore.has(id)) counts[vehicleClass] = (counts[vehicleClass] ?? 0) + 1;
      }
    },
    take: () => {
      const taken: CameraCount = {
        counts,
        ...(speedSamples > 0 ? { speedKmh: speedSumKmh / speedSamples } : {}),
        stopped: inView.filter((vehicle) => vehicle.speedKmh < STANDING_KMH).length,
        queueM: queueLengthM(inView),
      };
      counts = {};
      speedSumKmh = 0;
      speedSamples = 0;
      return taken;
    },
  };
}

function queueLengthM(vehicles: readonly PlayedVehicle[]): number {
  const rows = new Map<string, { headM: number; tailM: number; standing: number }>();
  for (const { segmentId, lane, offsetM, speedKmh, lengthM } of vehicles) {
    if (segmentId === undefined || speedKmh >= STANDING_KMH) continue;
    const key = `${segmentId}\n${lane}`;
    const row = rows.get(key) ?? { headM: 0, tailM: Number.POSITIVE_INFINITY, standing: 0 };
    row.headM = Math.max(row.headM, offsetM);
    row.tailM = Math.min(row.tailM, offsetM - lengthM);
    row.standing += 1;
    rows.set(key, row);
  }
  const lengths = [...rows.values()].filter((row) => row.standing > 1).map((row) => row.headM - row.tailM);
  return Math.max(0, ...lengths);
}
