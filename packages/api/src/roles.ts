import { z } from "zod";

/** Roles, each with all rights of the ones before it. */
export const ROLES = ["viewer", "analyst", "operator", "supervisor", "administrator"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/**
 * Every right and the lowest role that has it: the whole matrix. What is not listed here nobody may do.
 */
export const LOWEST_ROLE = {
  "city.read": "viewer",
  "traffic.read": "viewer",
  "device.read": "viewer",
  "pipeline.read": "viewer",
  "observation.read": "viewer",
  // Where single vehicles were: personal data, though their owners are not named.
  "vehicle_history.read": "analyst",
  "note.read": "viewer",
  "note.write": "operator",
  "handover.read": "viewer",
  "handover.write": "operator",
  // To show a route to others; one that others share is changed by supervisors.
  "route.share": "operator",
  "route.manage": "supervisor",
  "dead_letter.read": "supervisor",
  "dead_letter.replay": "supervisor",
  "device.write": "administrator",
  "city.write": "administrator",
  "user.manage": "administrator",
  "token.manage": "administrator",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof LOWEST_ROLE;
export const PERMISSIONS = Object.keys(LOWEST_ROLE) as Permission[];

/** Whether a role has a right. */
export function hasPermission(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LOWEST_ROLE[permission]);
}
