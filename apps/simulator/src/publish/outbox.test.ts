import { describe, expect, it } from "vitest";
import { createOutbox } from "./outbox.ts";

/** A broker whose acknowledgements the test gives by hand. */
function createSlowBroker() {
  const pending: { payload: string; acknowledge: () => void; refuse: () => void }[] = [];
  return {
    pending,
    send: ({ payload }: { payload: string }) =>
      new Promise<void>((resolve, reject) => {
        pending.push({ payload, acknowledge: resolve, refuse: () => reject(new Error("ended")) });
      }),
  };
}

function message(payload: string) {
  return { topic: "city/v1/air/a", payload };
}

async function settle() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

describe("createOutbox", () => {
  it("keeps no more than the limit in flight and sends in order", async () => {
    const broker = createSlowBroker();
    const outbox = createOutbox(broker.send, { maxInFlight: 2, maxWaiting: 10 });
    for (const payload of ["1", "2", "3"]) outbox.offer(message(payload));
    expect(broker.pending.map((one) => one.payload)).toEqual(["1", "2"]);
    broker.pending[0]?.acknowledge();
    await settle();
    expect(broker.pending.map((one) => one.payload)).toEqual(["1", "2", "3"]);
    expect(outbox.stats()).toEqual({ acknowledged: 1, givenUp: 0, waiting: 0, inFlight: 2 });
  });

  it("gives up the oldest waiting message when a live source overruns the buffer", () => {
    const broker = createSlowBroker();
    const outbox = createOutbox(broker.send, { maxInFlight: 1, maxWaiting: 2 });
    for (const payload of ["1", "2", "3", "4"]) outbox.offer(message(payload));
    expect(outbox.stats()).toMatchObject({ givenUp: 1, waiting: 2, inFlight: 1 });
  });

  it("makes a source that can wait do so, and loses nothing", async () => {
    const broker = createSlowBroker();
    const outbox = createOutbox(broker.send, { maxInFlight: 1, maxWaiting: 1 });
    await outbox.put(message("1"));
    await outbox.put(message("2"));
    let hasThird = false;
    const third = outbox.put(message("3")).then(() => {
      hasThird = true;
    });
    await settle();
    expect(hasThird).toBe(false);
    broker.pending[0]?.acknowledge();
    await third;
    broker.pending[1]?.acknowledge();
    await settle();
    broker.pending[2]?.acknowledge();
    await outbox.drained();
    expect(outbox.stats()).toEqual({ acknowledged: 3, givenUp: 0, waiting: 0, inFlight: 0 });
  });

  it("counts a message whose connection was ended as given up", async () => {
    const broker = createSlowBroker();
    const outbox = createOutbox(broker.send, { maxInFlight: 1, maxWaiting: 1 });
    outbox.offer(message("1"));
    broker.pending[0]?.refuse();
    await outbox.drained();
    expect(outbox.stats()).toMatchObject({ acknowledged: 0, givenUp: 1 });
  });
});
