import { z } from "zod";
import { LIVE_LAYERS } from "./contract.ts";

const layerSchema = z.enum(LIVE_LAYERS);

/** Payload of `join` and `leave`. */
export const layersRequestSchema = z.object({ layers: z.array(layerSchema).min(1).max(LIVE_LAYERS.length) });

/** Payload of `resync`. */
export const resyncRequestSchema = z.object({ layer: layerSchema });
