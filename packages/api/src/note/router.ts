import { procedure, router } from "../trpc.ts";
import { closeNote, closeNoteInputSchema } from "./close-note.ts";
import { createNote, createNoteInputSchema } from "./create-note.ts";
import { listNotes, listNotesInputSchema } from "./list-notes.ts";

export const noteRouter = router({
  list: procedure.input(listNotesInputSchema).query(({ ctx, input }) => listNotes(ctx, input)),
  create: procedure.input(createNoteInputSchema).mutation(({ ctx, input }) => createNote(ctx, input)),
  close: procedure.input(closeNoteInputSchema).mutation(({ ctx, input }) => closeNote(ctx, input)),
});
