/** How one part of a process is doing. */
export type PartStatus = "ok" | "degraded" | "down";

/** Answer of a health check: the worst part decides the whole. */
export interface HealthReport {
  status: PartStatus;
  parts: Record<string, { status: PartStatus; detail?: string }>;
}

/** A part's own view of itself; throwing counts as down. */
export type HealthCheck = () => Promise<HealthAnswer> | HealthAnswer;
export type HealthAnswer = { status: PartStatus; detail?: string };

/** Takes out what was registered, and nothing that has come in its place since. */
export type Unregister = () => void;

/** Collects the checks of a process's parts. */
export interface Health {
  /** Adds a part's check, in the place of an earlier one of its name; the returned function takes it out again. */
  register(part: string, check: HealthCheck): Unregister;
  report(): Promise<HealthReport>;
}

const RANK: Readonly<Record<PartStatus, number>> = { ok: 0, degraded: 1, down: 2 };

/** Creates a health collector; a check that takes longer than `timeoutMs` counts as down. */
export function createHealth(timeoutMs = 2_000): Health {
  const checks = new Map<string, HealthCheck>();

  async function ask(check: HealthCheck): Promise<HealthAnswer> {
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<HealthAnswer>((resolve) => {
      timer = setTimeout(() => resolve({ status: "down", detail: "no answer in time" }), timeoutMs);
    });
    try {
      return await Promise.race([Promise.resolve().then(check), tooSlow]);
    } catch (error) {
      return { status: "down", detail: error instanceof Error ? error.message : "check failed" };
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    register: (part, check) => {
      checks.set(part, check);
      return () => {
        if (checks.get(part) === check) checks.delete(part);
      };
    },
    report: async () => {
      const names = [...checks.keys()];
      const answers = await Promise.all([...checks.values()].map(ask));
      const parts = Object.fromEntries(names.map((name, i) => [name, answers[i] ?? { status: "down" }]));
      const status = answers.reduce<PartStatus>(
        (worst, a) => (RANK[a.status] > RANK[worst] ? a.status : worst),
        "ok",
      );
      return { status, parts } as HealthReport;
    },
  };
}
