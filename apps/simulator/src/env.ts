import { LOG_LEVELS } from "@arterial/runtime/logger";
import { z } from "zod";

/** Settings of the simulator's process. */
export const envSchema = z.object({
  /** Broker to publish to; without it the embedded one on the loopback at `MQTT_PORT`. */
  MQTT_URL: z.string().min(1).optional(),
  MQTT_PORT: z.coerce.number().int().min(1).max(65_535).default(1883),
  SIMULATOR_MQTT_USERNAME: z.string().min(1).optional(),
  SIMULATOR_MQTT_PASSWORD: z.string().min(1).optional(),
  /** Where marker files are kept. */
  DATA_DIR: z.string().min(1).default(".data"),
  LOG_LEVEL: z.enum(LOG_LEVELS).default("info"),
});
export type Env = z.output<typeof envSchema>;

/** Where and as whom to publish. */
export interface BrokerAccount {
  url: string;
  username?: string;
  password?: string;
}

/** The broker account that the settings name. */
export function brokerAccountOf(env: Env): BrokerAccount {
  const account: BrokerAccount = { url: env.MQTT_URL ?? `mqtt://127.0.0.1:${env.MQTT_PORT}` };
  if (env.SIMULATOR_MQTT_USERNAME) account.username = env.SIMULATOR_MQTT_USERNAME;
  if (env.SIMULATOR_MQTT_PASSWORD) account.password = env.SIMULATOR_MQTT_PASSWORD;
  return account;
}
