import type { CameraFeed } from "./camera-feed.ts";
import type { Viewport } from "./live-map-props.ts";

/** A map that others follow, and that follows them. */
export interface LinkedMap {
  cameras: CameraFeed;
  /** Goes there at once. */
  follow(viewport: Viewport): void;
}

/** Keeps maps at the same place: whichever is moved, the others follow. */
export interface CameraLink {
  /** A map that joins goes where the first one is; the returned function lets it go its own way again. */
  join(map: LinkedMap): () => void;
}

export function createCameraLink(): CameraLink {
  const maps = new Set<LinkedMap>();
  // A map that follows says that it moved, too: nobody follows that.
  let isFollowing = false;

  function lead(leader: LinkedMap, viewport: Viewport): void {
    if (isFollowing) return;
    isFollowing = true;
    try {
      for (const map of maps) if (map !== leader) map.follow(viewport);
    } finally {
      isFollowing = false;
    }
  }

  return {
    join(map) {
      const first = [...maps][0];
      const start = first?.cameras.current();
      maps.add(map);
      if (first && start) lead(first, start);
      const stop = map.cameras.subscribe((camera) => lead(map, camera));
      return () => {
        stop();
        maps.delete(map);
      };
    },
  };
}
