import { createLogger } from "@arterial/runtime/logger";
import { readSettingsOrExit, runProcess } from "@arterial/runtime/process";
import { readPipelineEnv } from "./env.ts";
import { createStreamParts } from "./parts.ts";
import { readRoles } from "./roles.ts";
import { startPipeline } from "./start-pipeline.ts";

const { env, roles } = readSettingsOrExit("pipeline", () => {
  const settings = readPipelineEnv(process.env);
  return { env: settings, roles: readRoles(process.argv.slice(2), settings) };
});
const logger = createLogger({ name: "pipeline", level: env.LOG_LEVEL });

await runProcess({
  logger,
  main: async (scope) => {
    const crash = (error: unknown) => {
      logger.fatal({ err: error }, "the pipeline cannot make readings safe");
      process.exit(1);
    };
    await startPipeline(scope, { env, logger, crash, roles, parts: createStreamParts() });
  },
});
