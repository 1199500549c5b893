/** Names groups of segments so that a group keeps its name while its members change. */
export interface GroupIds {
  /** A name for each group, unique among them. */
  assign(groups: readonly (readonly string[])[]): string[];
}

/** Creates the naming: a group takes over the name of the earlier one that it shares most members with. */
export function createGroupIds(prefix: string): GroupIds {
  /** Names by member, in the order of the groups. */
  let named = new Map<string, string>();
  return {
    assign(groups) {
      const before = new Set(named.values());
      const next = new Map<string, string>();
      const taken = new Set<string>();
      const names = groups.map((members) => {
        const name =
          heirOf(members, named, taken) ?? freshName(`${prefix}:${members[0] ?? ""}`, before, taken);
        taken.add(name);
        for (const member of members) next.set(member, name);
        return name;
      });
      named = next;
      return names;
    },
  };
}

/** The name, not taken yet, that most of the members had; the first of them among equals. */
function heirOf(
  members: readonly string[],
  named: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): string | undefined {
  const common = new Map<string, number>();
  for (const member of members) {
    const name = named.get(member);
    if (name !== undefined && !taken.has(name)) common.set(name, (common.get(name) ?? 0) + 1);
  }
  return [...common].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function freshName(wished: string, ...taken: readonly ReadonlySet<string>[]): string {
  let name = wished;
  for (let n = 2; taken.some((names) => names.has(name)); n += 1) name = `${wished}:${n}`;
  return name;
}
