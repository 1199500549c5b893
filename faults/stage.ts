import type { Pool } from "@arterial/db/pool";
import type { ServiceName } from "../scripts/dev-services/service.ts";
import type { Sending } from "./ledger/send-input.ts";
import type { DatabaseServer } from "./parts/database-server.ts";
import type { RealParts } from "./parts/real-parts.ts";
import type { Member, Worker } from "./parts/worker.ts";
import type { TcpProxy } from "./proxy/tcp-proxy.ts";
import type { Random } from "./random.ts";

/** What a fault may lay its hands on while the input is being sent. */
export interface Stage {
  random: Random;
  worker: Worker;
  server: DatabaseServer;
  /** Owner's connection to the database of this run, not through the link. */
  pool: Pool;
  databaseLink: TcpProxy;
  brokerLink: TcpProxy;
  sending: Sending;
  /** Kafka and Redis, where the fault asks for them. */
  parts: RealParts;
  /** Starts another process of the same pipeline beside the worker; it is stopped with the run, and its memory counts. */
  startMember(member: Member): Promise<Worker>;
  /** Port of the broker itself. */
  brokerPort: number;
  /** True in the long schedule, in which faults last as long as they do in life. */
  isLong: boolean;
  /** Compares what was acknowledged by now with what is stored by now. */
  expectNothingLost(): Promise<void>;
}

/** One way in which a part fails. */
export interface Fault {
  name: string;
  /** Settings of the worker beyond the usual ones. */
  env?: Readonly<Record<string, string>>;
  /** Parts of a distributed installation that the worker uses. */
  parts?: readonly ServiceName[];
  /** Server settings and folder of a database of its own. */
  ownServer?: (folder: string) => Promise<OwnServer>;
  /** Not in the short schedule. */
  isLongOnly?: boolean;
  /** Why this machine cannot do it; null when it can. */
  cannotRun?: () => string | null;
  /** The live store must show the newest states in the end, to who has read it all along and to who comes new. */
  showsLive?: boolean;
  /**
   * An external broker has acknowledged what waits there for a process that is down: it may come after the grace of its
   * windows, so that only readings and dead letters are compared.
   */
  mayComeLate?: boolean;
  /**
   * Does the damage while the input is sent, and mends what a person or another supervisor would mend.
   * @throws when the damage could not be done as the name says: the fault has failed then.
   */
  inflict(stage: Stage): Promise<void>;
  /** The worker must have been started anew. */
  endsWorker?: boolean;
}

/** A database server that only one fault uses. */
export interface OwnServer {
  server: DatabaseServer;
  dispose(): Promise<void>;
}
