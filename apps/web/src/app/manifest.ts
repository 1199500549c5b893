import type { MetadataRoute } from "next";
import { PALETTES } from "../ui/tokens.ts";

/** What a browser needs to install the console. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Arterial",
    short_name: "Arterial",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: PALETTES.dark.ground,
    theme_color: PALETTES.dark.rail,
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
