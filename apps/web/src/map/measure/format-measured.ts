import { formatNumber } from "../../ui/format-number.ts";

const M_PER_KM = 1_000;
const M2_PER_HA = 10_000;
const M2_PER_KM2 = 1_000_000;

/** Writes a length in m, with a decimal below 100 m, and in km from 1 km on. */
export function formatLength(lengthM: number): string {
  if (lengthM < 99.95) return `${formatNumber(lengthM, { decimals: 1 })} m`;
  if (lengthM < 999.5) return `${formatNumber(lengthM)} m`;
  return `${formatNumber(lengthM / M_PER_KM, { decimals: 2 })} km`;
}

/** Writes an area in m², from 1 ha on in ha and from 1 km² on in km². */
export function formatArea(areaM2: number): string {
  if (areaM2 < M2_PER_HA - 0.5) return `${formatNumber(areaM2)} m²`;
  if (areaM2 < M2_PER_KM2 - M2_PER_HA / 200) return `${formatNumber(areaM2 / M2_PER_HA, { decimals: 2 })} ha`;
  return `${formatNumber(areaM2 / M2_PER_KM2, { decimals: 2 })} km²`;
}
