import { describeLiveStore } from "./live-store.contract.ts";
import { createMemoryLiveStore } from "./memory-live-store.ts";

describeLiveStore("the memory live store", async () => {
  const store = createMemoryLiveStore();
  return { writer: store, reader: store, close: async () => {} };
});
