import type { ByteReader, TraciValue } from "./byte-reader.ts";
import { ByteWriter, type OutgoingValue } from "./byte-writer.ts";
import { COMMAND, DOMAIN, DOMAIN_OFFSET, type TraciDomain } from "./constants.ts";
import { TraciError } from "./traci-error.ts";

/** A command and how to read what follows its status. Several may be sent in one message. */
export interface TraciCommand<T> {
  id: number;
  body: Uint8Array;
  read(reader: ByteReader): T;
}

/** Values of one subscribed object after a step, by variable. */
export interface SubscriptionResult {
  domain: TraciDomain;
  objectId: string;
  values: Map<number, TraciValue>;
}

/** Asks for the version of the protocol and the name of the server. */
export function getVersion(): TraciCommand<{ apiVersion: number; server: string }> {
  return {
    id: COMMAND.getVersion,
    body: new Uint8Array(0),
    read: (reader) => {
      reader.length();
      reader.ubyte();
      return { apiVersion: reader.int(), server: reader.string() };
    },
  };
}

/** Makes one step, and answers with the values of every subscription. */
export function simulationStep(): TraciCommand<SubscriptionResult[]> {
  return {
    id: COMMAND.simulationStep,
    body: new ByteWriter().double(0).toBytes(),
    read: (reader) => Array.from({ length: reader.int() }, () => readSubscription(reader)),
  };
}

/** Ends the connection; SUMO ends its simulation. */
export function close(): TraciCommand<void> {
  return { id: COMMAND.close, body: new Uint8Array(0), read: () => undefined };
}

/** Reads one variable of one object. */
export function getVariable(
  domain: TraciDomain,
  variable: number,
  objectId: string,
): TraciCommand<TraciValue> {
  return {
    id: DOMAIN[domain],
    body: new ByteWriter().ubyte(variable).string(objectId).toBytes(),
    read: (reader) => {
      reader.length();
      reader.ubyte();
      reader.ubyte();
      reader.string();
      return reader.typed();
    },
  };
}

/** Changes one variable of one object. */
export function setVariable(
  domain: TraciDomain,
  variable: number,
  objectId: string,
  value: OutgoingValue,
): TraciCommand<void> {
  return {
    id: DOMAIN[domain] + DOMAIN_OFFSET.set,
    body: new ByteWriter().ubyte(variable).string(objectId).typed(value).toBytes(),
    read: () => undefined,
  };
}

/** Subscribes to variables of one object for the rest of the run; answers with their present values. */
export function subscribe(
  domain: TraciDomain,
  objectId: string,
  variables: readonly number[],
): TraciCommand<SubscriptionResult> {
  const writer = new ByteWriter().double(0).double(Number.MAX_VALUE).string(objectId).ubyte(variables.length);
  for (const variable of variables) writer.ubyte(variable);
  return { id: DOMAIN[domain] + DOMAIN_OFFSET.subscribe, body: writer.toBytes(), read: readSubscription };
}

/** One message with its length in front. */
export function encodeMessage(commands: readonly TraciCommand<unknown>[]): Buffer {
  const writer = new ByteWriter();
  for (const { id, body } of commands) {
    const length = body.length + 2;
    if (length <= 255) writer.ubyte(length);
    else writer.ubyte(0).int(length + 4);
    writer.ubyte(id).bytes(body);
  }
  const content = writer.toBytes();
  return Buffer.concat([new ByteWriter().int(content.length + 4).toBytes(), content]);
}

/**
 * What SUMO said about one command: a status, and its answer when the status is good.
 * @throws TraciError `REFUSED` with SUMO's words, `PROTOCOL` when the answer is for another command.
 */
export function readAnswer<T>(reader: ByteReader, command: TraciCommand<T>): T {
  reader.length();
  const id = reader.ubyte();
  const status = reader.ubyte();
  const words = reader.string();
  if (id !== command.id) throw new TraciError("PROTOCOL", `Answer to 0x${id.toString(16)} is out of turn`);
  if (status !== 0) throw new TraciError("REFUSED", words || "SUMO refused the command");
  return command.read(reader);
}

const DOMAIN_OF_RESPONSE = new Map<number, TraciDomain>(
  (Object.keys(DOMAIN) as TraciDomain[]).map((domain) => [
    DOMAIN[domain] + DOMAIN_OFFSET.subscribeResponse,
    domain,
  ]),
);

function readSubscription(reader: ByteReader): SubscriptionResult {
  reader.length();
  const response = reader.ubyte();
  const domain = DOMAIN_OF_RESPONSE.get(response);
  if (!domain) throw new TraciError("PROTOCOL", `Subscription of an unknown kind 0x${response.toString(16)}`);
  const objectId = reader.string();
  const values = new Map<number, TraciValue>();
  for (let left = reader.ubyte(); left > 0; left -= 1) {
    const variable = reader.ubyte();
    const isRefused = reader.ubyte() !== 0;
    const value = reader.typed();
    if (isRefused) throw new TraciError("REFUSED", `${objectId}: ${String(value)}`);
    values.set(variable, value);
  }
  return { domain, objectId, values };
}
