/** The events of a map for tests: who listens, by `on` or `once`, is told again and again until `off`. */
export function mapEvents() {
  const listeners = new Map<string, Set<() => void>>();
  const on = (event: string, listener: () => void): void => {
    listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
  };
  const off = (event: string, listener: () => void): void => {
    listeners.get(event)?.delete(listener);
  };
  const tell = (event: string): void => {
    for (const listener of [...(listeners.get(event) ?? [])]) listener();
  };
  return { on, once: on, off, tell };
}
