import { TRPCClientError } from "@trpc/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LAST_KNOWN_KEY } from "../offline/last-known-store.ts";
import { createUnsavedTexts, discardUnsaved, hasUnsaved } from "../unsaved/unsaved-texts.ts";
import { createQueryClient } from "./query-provider.tsx";
import { hasSessionEnded, keepAtSessionEnd, noteAnswer } from "./session-end.ts";

const texts = createUnsavedTexts<string>();

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map([[LAST_KNOWN_KEY, "what the city was like"]]);
  vi.stubGlobal("localStorage", { removeItem: (key: string) => kept.delete(key) });
});
afterEach(() => {
  discardUnsaved();
  noteAnswer();
  vi.unstubAllGlobals();
});

function refuse(code: string): Promise<never> {
  return Promise.reject(
    TRPCClientError.from({ error: { message: "-", code: -32_001, data: { code } } } as never),
  );
}

/** Changes something through the page's cache, as a form does. */
function change(answer: () => Promise<unknown>): Promise<unknown> {
  const client = createQueryClient();
  return client.getMutationCache().build(client, { mutationFn: answer }).execute(undefined);
}

describe("a session that has ended", () => {
  it("is noted when a change is refused, and what was written stays", async () => {
    texts.set("handover", "A quiet night.");
    await expect(change(() => refuse("UNAUTHORIZED"))).rejects.toThrow();
    expect(hasSessionEnded()).toBe(true);
    expect(kept.has(LAST_KNOWN_KEY)).toBe(false);
    expect(hasUnsaved()).toBe(true);
  });

  it("is noted when a query is refused, and does not take the page away from what was written", async () => {
    texts.set("handover", "A quiet night.");
    const client = createQueryClient();
    const asked = client.fetchQuery({ queryKey: ["city"], queryFn: () => refuse("UNAUTHORIZED") });
    await expect(asked).rejects.toThrow();
    expect(hasSessionEnded()).toBe(true);
  });

  it("leads to the sign-in page from a page that shows nothing yet, and leaves a wall as it is", async () => {
    const went: string[] = [];
    const assign = (address: string) => went.push(address);
    vi.stubGlobal("location", { pathname: "/wall", search: "?theme=light", assign });
    const ask = () =>
      createQueryClient().fetchQuery({ queryKey: ["city"], queryFn: () => refuse("UNAUTHORIZED") });
    const letGo = keepAtSessionEnd();
    await expect(ask()).rejects.toThrow();
    expect(hasSessionEnded()).toBe(true);
    expect(went).toEqual([]);
    letGo();
    await expect(ask()).rejects.toThrow();
    expect(went).toEqual(["/sign-in?next=%2Fwall%3Ftheme%3Dlight"]);
  });

  it("is over with the next answer", async () => {
    await expect(change(() => refuse("UNAUTHORIZED"))).rejects.toThrow();
    await change(async () => "saved");
    expect(hasSessionEnded()).toBe(false);
    await expect(change(() => refuse("UNAUTHORIZED"))).rejects.toThrow();
    await createQueryClient().fetchQuery({ queryKey: ["city"], queryFn: async () => "city" });
    expect(hasSessionEnded()).toBe(false);
  });

  it("is not what another refusal says", async () => {
    await expect(change(() => refuse("FORBIDDEN"))).rejects.toThrow();
    expect(hasSessionEnded()).toBe(false);
  });
});
