import { sessionRouter } from "./session/router.ts";
import { tokenRouter } from "./token/router.ts";
import { createCallerFactory, router } from "./trpc.ts";
import { userRouter } from "./user/router.ts";

/** Everything the console can ask for. */
export const appRouter = router({
  session: sessionRouter,
  user: userRouter,
  token: tokenRouter,
});

export type AppRouter = typeof appRouter;

/** Calls procedures without HTTP, as tests and the server itself do. */
export const createCaller = createCallerFactory(appRouter);
