import { procedure, router } from "../trpc.ts";
import { createSavedView, createSavedViewInputSchema } from "./create-saved-view.ts";
import { deleteSavedView } from "./delete-saved-view.ts";
import { listSavedViews } from "./list-saved-views.ts";
import { renameSavedView, renameSavedViewInputSchema } from "./rename-saved-view.ts";
import { restoreSavedView } from "./restore-saved-view.ts";
import { viewIdInputSchema } from "./saved-view.ts";

export const savedViewRouter = router({
  list: procedure.query(({ ctx }) => listSavedViews(ctx)),
  create: procedure
    .input(createSavedViewInputSchema)
    .mutation(({ ctx, input }) => createSavedView(ctx, input)),
  rename: procedure
    .input(renameSavedViewInputSchema)
    .mutation(({ ctx, input }) => renameSavedView(ctx, input)),
  delete: procedure.input(viewIdInputSchema).mutation(({ ctx, input }) => deleteSavedView(ctx, input)),
  restore: procedure.input(viewIdInputSchema).mutation(({ ctx, input }) => restoreSavedView(ctx, input)),
});
