// Runs one benchmark. Usage: npm run bench -- <name> [--json] [options of the benchmark]
import { listBenchmarks, loadBenchmark } from "./report/find-benchmarks.ts";
import { formatResult } from "./report/format-result.ts";

async function printBenchmarks(write: (line: string) => void): Promise<void> {
  write("Usage: npm run bench -- <name> [--json]");
  for (const name of listBenchmarks()) {
    const { summary } = await loadBenchmark(name);
    write(`  ${name.padEnd(14)} ${summary}`);
  }
}

async function main(args: readonly string[]): Promise<number> {
  const isJson = args.includes("--json");
  const [name, ...options] = args.filter((argument) => argument !== "--json");
  if (name === undefined) {
    await printBenchmarks(console.log);
    return 0;
  }
  if (!listBenchmarks().includes(name)) {
    console.error(`There is no benchmark named "${name}".`);
    await printBenchmarks(console.error);
    return 1;
  }
  const { run } = await loadBenchmark(name);
  const result = await run(options);
  console.log(isJson ? JSON.stringify(result) : formatResult(result));
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
