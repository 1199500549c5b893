import type { ClientEvents, ServerEvents } from "@arterial/api/live/contract";
import type { Socket } from "socket.io-client";

/** How long to wait before the next try, ms. */
interface Waits {
  /** The server could not say who is there. */
  undecided: number;
  /** Nobody is signed in, or the right is missing: that changes seldom, and elsewhere. */
  refused: number;
}

const WAITS: Waits = { undecided: 3_000, refused: 15_000 };

/**
 * Tries again where Socket.IO does not: after the server turned the line down or closed it, and on a line on which it
 * refused what was asked for. So a page goes on by itself once its reader has signed in elsewhere or was given the right.
 * Its listeners must come after those that `isRefused` knows it from. The returned function tries at once if a try is due.
 */
export function comeBack(
  socket: Socket<ServerEvents, ClientEvents>,
  options: { isRefused: () => boolean; ask: () => void; waits?: Waits },
): () => void {
  const { isRefused, ask, waits = WAITS } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const attempt = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (socket.connected) ask();
    else socket.connect();
  };
  const schedule = (): void => {
    timer ??= setTimeout(attempt, isRefused() ? waits.refused : waits.undecided);
  };
  socket.on("connect_error", () => {
    if (!socket.active) schedule();
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") schedule();
  });
  socket.on("refused", () => {
    if (isRefused()) schedule();
  });
  return () => {
    if (timer !== undefined) attempt();
  };
}
