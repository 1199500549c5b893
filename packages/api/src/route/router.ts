import { procedure, router } from "../trpc.ts";
import { createSavedRoute } from "./create-saved-route.ts";
import { deleteSavedRoute } from "./delete-saved-route.ts";
import { listSavedRoutes, listSavedRoutesInputSchema } from "./list-saved-routes.ts";
import { readPlanInputSchema, readRoutePlan } from "./read-plan.ts";
import { readRouteTimes, readTimesInputSchema } from "./read-times.ts";
import { readRouteTypical, readTypicalInputSchema } from "./read-typical.ts";
import { restoreSavedRoute } from "./restore-saved-route.ts";
import { routeIdInputSchema, savedRouteFieldsSchema } from "./saved-route.ts";
import { updateSavedRoute, updateSavedRouteInputSchema } from "./update-saved-route.ts";

export const routeRouter = router({
  plan: procedure.input(readPlanInputSchema).query(({ ctx, input }) => readRoutePlan(ctx, input)),
  times: procedure.input(readTimesInputSchema).query(({ ctx, input }) => readRouteTimes(ctx, input)),
  typical: procedure.input(readTypicalInputSchema).query(({ ctx, input }) => readRouteTypical(ctx, input)),
  list: procedure.input(listSavedRoutesInputSchema).query(({ ctx, input }) => listSavedRoutes(ctx, input)),
  create: procedure.input(savedRouteFieldsSchema).mutation(({ ctx, input }) => createSavedRoute(ctx, input)),
  update: procedure
    .input(updateSavedRouteInputSchema)
    .mutation(({ ctx, input }) => updateSavedRoute(ctx, input)),
  delete: procedure.input(routeIdInputSchema).mutation(({ ctx, input }) => deleteSavedRoute(ctx, input)),
  restore: procedure.input(routeIdInputSchema).mutation(({ ctx, input }) => restoreSavedRoute(ctx, input)),
});
