/** Names groups of segments so that a group keeps its name while its members change. */
export interface GroupIds {
  /** A name for each group, unique among them. */
  assign(groups: readonly (readonly string[])[]): string[];
}

/** Creates the naming: a group takes over the name of the earlier one that it shares most members with. */
export function createGroupIds(prefix: string): GroupIds {
  let named = new Map<string, ReadonlySet<string>>();
  return {
    assign(groups) {
      const next = new Map<string, ReadonlySet<string>>();
      const names = groups.map((members) => {
        const heir = [...named]
          .filter(([name]) => !next.has(name))
          .map(([name, before]) => ({ name, common: members.filter((id) => before.has(id)).length }))
          .filter(({ common }) => common > 0)
          .sort((a, b) => b.common - a.common)[0];
        const name = heir?.name ?? freshName(`${prefix}:${members[0] ?? ""}`, named, next);
        next.set(name, new Set(members));
        return name;
      });
      named = next;
      return names;
    },
  };
}

function freshName(wished: string, ...taken: readonly ReadonlyMap<string, unknown>[]): string {
  let name = wished;
  for (let n = 2; taken.some((names) => names.has(name)); n += 1) name = `${wished}:${n}`;
  return name;
}
