import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const BROWSER_PATHS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const VIEW = { width: 1440, height: 900 };
/** What Chromium asks for by itself, page or no page. A page that asked for it would be seen by `watchContext`. */
const BROWSER_SERVICES =
  /^(https?:\/\/)?([\w-]+\.)*(googleapis\.com|accounts\.google\.com|gvt1\.com)(?=[:/]|$)/;

/** A browser whose every request that is not for this machine ends in a trap, which keeps its address. */
export interface WatchedBrowser {
  /** Opens a page of its own, with nothing remembered from others, for as long as the test runs. */
  readonly open: (options?: OpenOptions) => Promise<Page>;
  /** Addresses outside of the console's origin that pages asked for, and what they threw or logged as an error. */
  readonly complaints: () => string[];
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  readonly colorScheme?: "light" | "dark";
  readonly reducedMotion?: "reduce";
  /** What the browser asks for as its language. */
  readonly locale?: string;
}

/** Starts the machine's Chromium, headless. The environment variable CHROMIUM names another one. */
export async function openBrowser(origin: string): Promise<WatchedBrowser> {
  const complaints: string[] = [];
  const trap = await startTrap(complaints);
  const { port } = trap.address() as AddressInfo;
  // Addresses of this machine do not go through a proxy; everything else does.
  const browser = await launchChromium([`--proxy-server=http://127.0.0.1:${port}`]);
  return {
    async open(options = {}) {
      const context = await browser.newContext({
        baseURL: origin,
        viewport: VIEW,
        colorScheme: options.colorScheme ?? "dark",
        reducedMotion: options.reducedMotion ?? "no-preference",
        locale: options.locale ?? "en-GB",
      });
      // A map that nobody looks at any more still draws, and slows those of the tests that follow.
      onTestFinished(() => context.close());
      watchContext(context, origin, complaints);
      return context.newPage();
    },
    complaints: () => complaints,
    async close() {
      await browser.close();
      trap.closeAllConnections();
      await new Promise((resolve) => trap.close(resolve));
    },
  };
}

function findBrowser(): string {
  const path = process.env.CHROMIUM || BROWSER_PATHS.find((candidate) => existsSync(candidate));
  if (!path) throw new Error("no Chromium here: run scripts/install-test-tools.sh, or set CHROMIUM to one");
  return path;
}

function launchOptions(args: readonly string[]) {
  return {
    executablePath: findBrowser(),
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--no-first-run", "--disable-background-networking", "--disable-component-update", ...args],
  };
}

/** Starts the machine's Chromium, headless. */
export function launchChromium(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch(launchOptions(args));
}

/** Starts the machine's Chromium with a profile that other tools on `debuggingPort` share. */
export function launchSharedChromium(profileDir: string, debuggingPort: number): Promise<BrowserContext> {
  return chromium.launchPersistentContext(
    profileDir,
    launchOptions([`--remote-debugging-port=${debuggingPort}`]),
  );
}

/** A proxy that forwards nothing. */
async function startTrap(complaints: string[]): Promise<Server> {
  const note = (what: string, address = ""): void => {
    if (!BROWSER_SERVICES.test(address)) complaints.push(`${what} ${address}`);
  };
  const trap = createServer((request, response) => {
    note("request to", request.url);
    response.writeHead(502).end();
  });
  trap.on("connect", (request, socket) => {
    // A browser that closes resets what it is still connected to.
    socket.on("error", () => undefined);
    note("connection to", request.url);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => trap.listen(0, "127.0.0.1", resolve));
  return trap;
}

function watchContext(context: BrowserContext, origin: string, complaints: string[]): void {
  const socketOrigin = origin.replace("http", "ws");
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) complaints.push(`request to ${url}`);
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      if (!socket.url().startsWith(`${socketOrigin}/`)) complaints.push(`socket to ${socket.url()}`);
    });
  });
  context.on("weberror", (error) => complaints.push(`thrown: ${error.error().message}`));
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`logged: ${message.text()} ${message.location().url}`);
  });
}
