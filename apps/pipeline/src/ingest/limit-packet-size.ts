import type { Client } from "aedes";

/** The parts of an aedes client's parser that are used here: it collects a packet whole before anyone sees it. */
interface PacketParser {
  parse(chunk: Buffer): number;
  packet: { length: number };
}

/** aedes 1.2 keeps its mqtt-packet parser in this field; a test with a packet that is too large pins it. */
function parserOf(client: Client): PacketParser {
  return (client as unknown as { _parser: PacketParser })._parser;
}

/** Ends a connection whose next packet says that it is larger than allowed, before it is collected in memory. */
export function limitPacketSize(
  client: Client,
  options: { maxBytes: () => number; onTooLarge: (bytes: number) => void },
): void {
  const parser = parserOf(client);
  const parse = parser.parse.bind(parser);
  parser.parse = (chunk) => {
    const rest = parse(chunk);
    const { length } = parser.packet;
    if (length > options.maxBytes()) {
      options.onTooLarge(length);
      client.conn.destroy();
    }
    return rest;
  };
}
