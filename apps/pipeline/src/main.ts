import { createLogger } from "@arterial/runtime/logger";
import { readSettingsOrExit, runProcess } from "@arterial/runtime/process";
import { readPipelineEnv } from "./env.ts";
import { startParts } from "./parts.ts";
import { startPipeline } from "./start-pipeline.ts";

const env = readSettingsOrExit("pipeline", () => readPipelineEnv(process.env));
const logger = createLogger({ name: "pipeline", level: env.LOG_LEVEL });

await runProcess({
  logger,
  main: async (scope) => {
    const crash = (error: unknown) => {
      logger.fatal({ err: error }, "the pipeline cannot make readings safe");
      process.exit(1);
    };
    await startPipeline(scope, { env, logger, crash, startParts });
  },
});
