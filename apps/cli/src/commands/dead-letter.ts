import { readFile } from "node:fs/promises";
import { getDeadLetter } from "@arterial/api/dead-letter/get-dead-letter";
import { listDeadLetters } from "@arterial/api/dead-letter/list-dead-letters";
import { awaitReplay, replayDeadLetter } from "@arterial/api/dead-letter/replay-dead-letter";
import { type Command, InvalidArgumentError } from "commander";
import { CliError } from "../cli-error.ts";
import { answer, type CliIo, type CommonOptions, withServices } from "../command-scope.ts";

interface ListOptions extends CommonOptions {
  device?: string;
  limit?: number;
  cursor?: string;
}

interface ReplayOptions extends CommonOptions {
  with?: string;
  topic?: string;
}

/** `dead-letter list`, `dead-letter show`, `dead-letter replay`. */
export function addDeadLetterCommands(program: Command, io: CliIo): void {
  const letter = program.command("dead-letter").description("readings that were refused, with their bytes");
  letter
    .command("list")
    .description("list refused readings, newest first")
    .option("--device <id>", "only those of this device")
    .option("--limit <n>", "how many, 1 to 500", wholeNumber)
    .option("--cursor <cursor>", "nextCursor of the page before")
    .option("--json", "print one JSON document")
    .action((options: ListOptions) => list(io, options));
  letter
    .command("show")
    .description("show one with all of its bytes and its latest replay")
    .argument("<id>", "id as `dead-letter list` shows it", wholeNumber)
    .option("--json", "print one JSON document")
    .action((id: number, options: CommonOptions) => show(io, id, options));
  letter
    .command("replay")
    .description("send one again, by the same way as any message of its device")
    .argument("<id>", "id as `dead-letter list` shows it", wholeNumber)
    .option("--with <file>", "the corrected payload (default: as it came)")
    .option("--topic <topic>", "the corrected topic (default: the one it came by)")
    .option("--json", "print one JSON document")
    .action((id: number, options: ReplayOptions) => replay(io, id, options));
}

async function list(io: CliIo, options: ListOptions): Promise<void> {
  await withServices(io, async (ctx) => {
    const { device, limit, cursor } = options;
    const page = await listDeadLetters(ctx, {
      ...(device === undefined ? {} : { device }),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const lines = page.items.map((item) =>
      [
        item.id,
        new Date(item.receivedAt).toISOString(),
        item.topic,
        item.reason,
        item.replayedAt === null ? "" : "replayed",
        item.repeats === 0 ? "" : `${item.repeats + 1} times`,
      ].join("\t"),
    );
    answer(io, options, page, lines);
  });
}

async function show(io: CliIo, id: number, options: CommonOptions): Promise<void> {
  await withServices(io, async (ctx) => {
    const letter = await getDeadLetter(ctx, { id });
    answer(io, options, letter, [
      `${letter.topic}, received ${new Date(letter.receivedAt).toISOString()}`,
      `${letter.reason}${letter.detail === null ? "" : `: ${letter.detail}`}`,
      ...(letter.repeatedAt === null
        ? []
        : [`came ${letter.repeats} times more, last ${new Date(letter.repeatedAt).toISOString()}`]),
      ...(letter.replayedAt === null ? [] : [`replayed ${new Date(letter.replayedAt).toISOString()}`]),
      letter.payloadText ?? `${letter.payloadBytes} bytes, base64:\n${letter.payloadBase64}`,
    ]);
  });
}

async function replay(io: CliIo, id: number, options: ReplayOptions): Promise<void> {
  const corrected = options.with === undefined ? undefined : await readPayload(options.with);
  await withServices(io, async (ctx) => {
    const { isNew } = await replayDeadLetter(ctx, {
      id,
      ...(corrected === undefined ? {} : { payloadBase64: corrected.toString("base64") }),
      ...(options.topic === undefined ? {} : { topic: options.topic }),
    });
    const outcome = await awaitReplay(ctx, id);
    const words =
      outcome.doneAt === null
        ? "waits until the pipeline runs"
        : `${outcome.accepted} readings stored, ${outcome.refused} refused again`;
    answer(io, options, { ...outcome, isNew }, [
      `${isNew ? "Sent again" : "Was sent again before"}: ${words}.`,
    ]);
  });
}

async function readPayload(path: string): Promise<Buffer> {
  return readFile(path).catch((cause: unknown) => {
    throw new CliError("file", `${path} cannot be read.`, { cause });
  });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("a whole number is needed");
  return Number(text);
}
