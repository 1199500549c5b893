const CONNECT = 0x10;
const PUBLISH_QOS1 = 0x32;
export const PUBACK = 0x40;
export const CONNACK = 0x20;

/** Packet identifiers are 1 to 65,535. */
const PACKET_IDS = 65_535;

function lengthPrefixed(text: string | Buffer): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function packet(type: number, body: Buffer): Buffer {
  const header = [type];
  let rest = body.length;
  do {
    const digit = rest & 127;
    rest >>= 7;
    header.push(rest > 0 ? digit | 128 : digit);
  } while (rest > 0);
  return Buffer.concat([Buffer.from(header), body]);
}

/** CONNECT of MQTT 3.1.1 (section 3.1) with a clean session, without keep-alive. */
export function connectPacket(account: { clientId: string; username: string; password: string }): Buffer {
  const withUser = account.username !== "";
  const flags = 0x02 | (withUser ? 0xc0 : 0);
  return packet(
    CONNECT,
    Buffer.concat([
      lengthPrefixed("MQTT"),
      Buffer.from([4, flags, 0, 0]),
      lengthPrefixed(account.clientId),
      ...(withUser ? [lengthPrefixed(account.username), lengthPrefixed(account.password)] : []),
    ]),
  );
}

/** PUBLISH at QoS 1 (section 3.3); `sequence` gives the packet identifier. */
export function publishPacket(topic: string, payload: string, sequence: number): Buffer {
  const id = Buffer.alloc(2);
  id.writeUInt16BE((sequence % PACKET_IDS) + 1);
  return packet(PUBLISH_QOS1, Buffer.concat([lengthPrefixed(topic), id, Buffer.from(payload)]));
}
