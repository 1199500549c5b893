import type { TailListener, TailSource } from "./tail-source.ts";

/** A source, and how to say that one needs it no more. */
export interface JoinedSource {
  source: TailSource;
  release: () => Promise<void>;
}

/** What a listener is given, from wherever. */
export interface TailReading {
  /** Resolves when it reads. */
  ready: Promise<void>;
  /** Records of the listener's topics that are known to be there and were not given to it. */
  lag(): number;
  /** Gives nothing more and lets go of what it read from. */
  leave(): Promise<void>;
}

/** Listens to what a source reads from now on. */
export function listenTo({ source, release }: JoinedSource, listener: TailListener): TailReading {
  const leave = source.listen(listener);
  return {
    ready: source.ready,
    lag: () => source.lag(listener.topics),
    leave: () => {
      leave();
      return release();
    },
  };
}
