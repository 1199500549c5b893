/** More packets than this in the buffer mean that the browser does not take them in time. */
const MAX_WAITING_PACKETS = 8;

/** Packets that wait in an engine.io connection; its buffer is there at run time but not in the types. */
function waitingPackets(connection: object): number {
  const { writeBuffer } = connection as { writeBuffer?: unknown };
  return Array.isArray(writeBuffer) ? writeBuffer.length : 0;
}

/** True when the browser behind a connection is slower than what it is sent. */
export function isBehind(connection: object): boolean {
  return waitingPackets(connection) > MAX_WAITING_PACKETS;
}
