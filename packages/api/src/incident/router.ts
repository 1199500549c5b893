import { procedure, router } from "../trpc.ts";
import { getIncident, getIncidentInputSchema } from "./get-incident.ts";

export const incidentRouter = router({
  get: procedure.input(getIncidentInputSchema).query(({ ctx, input }) => getIncident(ctx, input)),
});
