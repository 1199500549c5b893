import type { Client } from "aedes";

/** Counts the connections of each account, so that none takes the places of all others. */
export interface AccountConnections {
  /** Takes one of the account's `max` places until the connection closes; false when it has none left. */
  admit(client: Client, username: string, max: number): boolean;
}

/** Creates the count. */
export function createAccountConnections(): AccountConnections {
  const open = new Map<string, Set<Client>>();
  return {
    admit(client, username, max) {
      const own = open.get(username) ?? new Set<Client>();
      // Who comes back under its client id takes the place that it had: its older connection is about to be closed.
      const others = [...own].filter(({ id }) => id !== client.id);
      if (others.length >= max) return false;
      // It may have gone while its password was checked.
      if (client.conn.closed) return true;
      open.set(username, own.add(client));
      client.conn.once("close", () => {
        own.delete(client);
        if (own.size === 0 && open.get(username) === own) open.delete(username);
      });
      return true;
    },
  };
}
