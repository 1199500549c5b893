import { execFileSync } from "node:child_process";

/** Runs SUMO with options given as pairs; its warnings go to the terminal. */
export function runSumo(options: readonly (readonly [name: string, value: string])[]): void {
  execFileSync("sumo", [...options.flat(), "--no-step-log", "true", "--xml-validation", "never"], {
    env: { ...process.env, SUMO_HOME: "/usr/share/sumo" },
    stdio: ["ignore", "inherit", "inherit"],
  });
}
