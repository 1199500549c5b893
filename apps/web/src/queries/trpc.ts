"use client";

import type { AppRouter } from "@arterial/api/root";
import { createTRPCContext } from "@trpc/tanstack-react-query";

/** The typed door to the server's queries; `useTRPC()` gives query and mutation options for TanStack Query. */
export const { TRPCProvider, useTRPC } = createTRPCContext<AppRouter>();
