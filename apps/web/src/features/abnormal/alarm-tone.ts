import { createBrowserChoice } from "../../ui/browser-choice.ts";

/** Whether a tone announces new S1 and S2 in this browser. */
export const toneChoice = createBrowserChoice("arterial.tone", ["off", "on"]);

/** Pitch and number of the beeps of a severity: told apart by both. */
const BEEPS = { 1: { hz: 880, count: 3 }, 2: { hz: 660, count: 1 } } as const;
const BEEP_S = 0.16;
const PAUSE_S = 0.1;
const VOLUME = 0.25;
/** So that a beep neither begins nor ends with a click. */
const RAMP_S = 0.015;

/** What of the Web Audio API the tone needs. */
export type ToneContext = Pick<AudioContext, "state" | "currentTime" | "destination" | "resume"> & {
  createOscillator(): OscillatorNode;
  createGain(): GainNode;
};

/** A tone that comes later than this says nothing of the moment, ms. */
const LATE_MS = 1_000;

/** Sounds the tone of a severity, unless tones are off or the browser keeps the page silent. */
export interface AlarmTone {
  sound(severity: number): Promise<void>;
}

/** The tone; its audio is created when it first sounds. */
export function createAlarmTone(options: {
  isOn: () => boolean;
  createContext: () => ToneContext;
  /** Time that only goes on, ms. */
  now: () => number;
}): AlarmTone {
  let context: ToneContext | null = null;
  return {
    async sound(severity) {
      if (!options.isOn() || (severity !== 1 && severity !== 2)) return;
      context ??= options.createContext();
      // Until somebody has pressed something on the page a browser lets nothing sound, and has this wait.
      const askedAt = options.now();
      if (context.state !== "running") await context.resume();
      if (options.now() - askedAt > LATE_MS || !options.isOn()) return;
      beep(context, BEEPS[severity]);
    },
  };
}

function beep(context: ToneContext, { hz, count }: { hz: number; count: number }): void {
  for (let number = 0; number < count; number += 1) {
    const startS = context.currentTime + number * (BEEP_S + PAUSE_S);
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = hz;
    gain.gain.setValueAtTime(0, startS);
    gain.gain.linearRampToValueAtTime(VOLUME, startS + RAMP_S);
    gain.gain.setValueAtTime(VOLUME, startS + BEEP_S - RAMP_S);
    gain.gain.linearRampToValueAtTime(0, startS + BEEP_S);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(startS);
    oscillator.stop(startS + BEEP_S);
  }
}

/** The page's tone. */
export const alarmTone = createAlarmTone({
  isOn: () => toneChoice.get() === "on",
  createContext: () => new AudioContext(),
  now: () => performance.now(),
});
