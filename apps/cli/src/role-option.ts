import { ROLES, type Role, roleSchema } from "@arterial/api/roles";
import { InvalidArgumentError } from "commander";

/** Reads `--role`; "admin" is short for administrator. */
export function parseRole(text: string): Role {
  const role = roleSchema.safeParse(text === "admin" ? "administrator" : text);
  if (role.success) return role.data;
  throw new InvalidArgumentError(`it must be one of ${ROLES.join(", ")}`);
}
