import { DOMAINS, LAYERS, MAX_FILE_LINES, VAGUE_FOLDERS } from "./rules.ts";

/** Layers that lack one of the domains, one sentence each. */
export function checkDomainFolders(files: readonly string[]): string[] {
  return LAYERS.flatMap((layer) =>
    DOMAINS.filter(
      (domain) =>
        !files.some(
          (file) =>
            file.startsWith(`${layer}/${domain}/`) ||
            file === `${layer}/${domain}.ts` ||
            file === `${layer}/${domain}.tsx`,
        ),
    ).map((domain) => `${layer}: the ${domain} domain is missing in this layer`),
  );
}

/** Folders whose name says nothing about what is inside, one sentence each. */
export function checkFolderNames(files: readonly string[]): string[] {
  const vague = new Set<string>();
  for (const file of files) {
    const folders = file.split("/").slice(0, -1);
    folders.forEach((name, index) => {
      if (VAGUE_FOLDERS.has(name)) vague.add(folders.slice(0, index + 1).join("/"));
    });
  }
  return [...vague].map((folder) => `${folder}: name the folder after the thing it holds`);
}

/** The breaches of the file rules in one file: too long, or a barrel. */
export function checkFileShape(path: string, lineCount: number, isBarrel: boolean): string[] {
  const problems: string[] = [];
  if (lineCount > MAX_FILE_LINES)
    problems.push(`${path}: ${lineCount} lines, the limit is ${MAX_FILE_LINES}`);
  if (isBarrel)
    problems.push(`${path}: only passes on other modules' exports; import those modules directly`);
  return problems;
}
