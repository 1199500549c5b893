import { freePort, startPipelineProcess } from "../../apps/pipeline/src/testing/pipeline-process.ts";
import { BENCH_FEED } from "../load/fleet.ts";

/** The pipeline as `npm start` runs it, as its own process. */
export interface BenchPipeline {
  mqttPort: number;
  metricsPort: number;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the pipeline on a database; `env` adds to its settings, `args` may name its roles. */
export async function startBenchPipeline(
  pipelineUrl: string,
  env: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<BenchPipeline> {
  const mqttPort = await freePort();
  const metricsPort = await freePort();
  const pipeline = await startPipelineProcess(
    {
      NODE_ENV: "production",
      PIPELINE_DATABASE_URL: pipelineUrl,
      MQTT_PORT: String(mqttPort),
      METRICS_PORT: String(metricsPort),
      SIMULATOR_MQTT_USERNAME: BENCH_FEED.username,
      SIMULATOR_MQTT_PASSWORD: BENCH_FEED.password,
      LOG_LEVEL: "warn",
      ...env,
    },
    args,
  );
  return {
    mqttPort,
    metricsPort,
    pid: pipeline.child.pid ?? 0,
    stop: async () => {
      pipeline.child.kill("SIGTERM");
      await pipeline.exited;
      if (pipeline.log() !== "") process.stderr.write(pipeline.log());
    },
  };
}
