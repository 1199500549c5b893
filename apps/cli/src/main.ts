import { runCli } from "./run-cli.ts";

const exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
});
// A replayed file's own exit code stays.
process.exitCode = exitCode || (process.exitCode ?? 0);
