/** Layers for one question each; place, selection and time stay as they are. */
export const PRESETS = {
  traffic: "layers=congestion,incidents,vehicles,cameras",
  delay: "layers=heat,incidents&heat=delay",
  againstTypical: "layers=difference,incidents",
  air: "layers=heat,air,weather&heat=pm25",
  parking: "layers=heat,parking&heat=parking",
  districts: "layers=congestion,incidents,zones",
} as const;
export type PresetName = keyof typeof PRESETS;

const CHANGED = ["layers", "heat"] as const;

/** The address of what is shown now with a preset's layers. */
export function presetAddress(preset: PresetName, search: string): string {
  const kept = search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "" && !CHANGED.some((name) => part.startsWith(`${name}=`)));
  return `?${[...kept, PRESETS[preset]].join("&")}`;
}
