import { procedure, router } from "../trpc.ts";
import { getCity } from "./get-city.ts";
import { searchCity, searchInputSchema } from "./search-city.ts";

export const cityRouter = router({
  get: procedure.query(({ ctx }) => getCity(ctx)),
  search: procedure.input(searchInputSchema).query(({ ctx, input }) => searchCity(ctx, input)),
});
