import { beforeEach, expect, it } from "vitest";
import { createAlarmTone, type ToneContext } from "./alarm-tone.ts";

let isOn: boolean;
let now: number;
let contexts: number;
let state: AudioContextState;
/** What happens while the browser is asked to let the page sound. */
let whileResumed: () => void;
let beeps: number[];
beforeEach(() => {
  isOn = true;
  now = 0;
  contexts = 0;
  state = "running";
  whileResumed = () => undefined;
  beeps = [];
});

function createContext(): ToneContext {
  contexts += 1;
  const level = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined };
  const gain = { gain: level, connect: () => undefined };
  const createOscillator = () => {
    const frequency = { value: 0 };
    return {
      frequency,
      connect: () => gain,
      start: () => beeps.push(frequency.value),
      stop: () => undefined,
    };
  };
  return {
    get state() {
      return state;
    },
    currentTime: 0,
    resume: async () => whileResumed(),
    createGain: () => gain,
    createOscillator,
  } as unknown as ToneContext;
}

const tone = () => createAlarmTone({ isOn: () => isOn, createContext, now: () => now });

it("tells S1 from S2 by pitch and number, and says nothing of what is less severe", async () => {
  const { sound } = tone();
  await sound(1);
  expect(beeps).toEqual([880, 880, 880]);
  await sound(2);
  expect(beeps.slice(3)).toEqual([660]);
  await sound(3);
  expect(beeps).toHaveLength(4);
  expect(contexts).toBe(1);
});

it("is silent while it is off, and takes no sound device", async () => {
  isOn = false;
  await tone().sound(1);
  expect([beeps, contexts]).toEqual([[], 0]);
});

it("sounds once the browser allows it at once, and not when that comes late or it was switched off meanwhile", async () => {
  state = "suspended";
  whileResumed = () => {
    now += 50;
  };
  const { sound } = tone();
  await sound(2);
  expect(beeps).toEqual([660]);
  whileResumed = () => {
    now += 60_000;
  };
  await sound(2);
  whileResumed = () => {
    isOn = false;
  };
  await sound(2);
  expect(beeps).toEqual([660]);
});
