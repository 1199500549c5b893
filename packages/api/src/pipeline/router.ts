import { procedure, router } from "../trpc.ts";
import { getPipelineStatus } from "./get-status.ts";

export const pipelineRouter = router({
  status: procedure.query(({ ctx }) => getPipelineStatus(ctx)),
});
