"use client";

import { useState } from "react";
import { flushSync } from "react-dom";

/** What tells where the reader is, to be spread on the element that holds what is read. */
export interface ReaderHandlers {
  onPointerEnter(): void;
  onPointerLeave(event: { currentTarget: Pick<ParentNode, "querySelector"> }): void;
  onFocus(event: { target: { matches(selectors: string): boolean } }): void;
  onBlur(event: { currentTarget: Pick<Node, "contains">; relatedTarget: Node | null }): void;
}

/** Who reads a part of the page. */
export interface Reader {
  handlers: ReaderHandlers;
  /** Has what waits taken as if the reader were away for a moment; a pointer that is still there is told again. */
  takeNew(): void;
}

/** A button that a press has left the focus on is not being read, nor is a heading. */
const READ = "button:focus-visible";

/** Tells whether the reader's pointer or keyboard focus is in a part of the page. */
export function createReader(tell: (isInside: boolean) => void): Reader {
  let isPointed = false;
  return {
    handlers: {
      onPointerEnter: () => {
        isPointed = true;
        tell(true);
      },
      onPointerLeave: ({ currentTarget }) => {
        isPointed = false;
        tell(currentTarget.querySelector(READ) !== null);
      },
      onFocus: ({ target }) => tell(isPointed || target.matches(READ)),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) tell(isPointed);
      },
    },
    takeNew: () => {
      flushSync(() => tell(false));
      tell(isPointed);
    },
  };
}

/** The reader of a part of the page; `tell` must not change. */
export function useReader(tell: (isInside: boolean) => void): Reader {
  const [reader] = useState(() => createReader(tell));
  return reader;
}
