import type { IncomingMessage, ServerResponse } from "node:http";
import { ServiceError } from "@arterial/api/errors";
import { clearedSessionCookie, sessionCookie } from "@arterial/api/session/cookie";
import { signInInputSchema, signInWithPassword } from "@arterial/api/session/sign-in-with-password";
import { signInWithToken } from "@arterial/api/session/sign-in-with-token";
import { signOut } from "@arterial/api/session/sign-out";
import { answerJson, answerRefusal, readJsonBody } from "./answer.ts";
import type { Identify } from "./request-context.ts";

export const TOKEN_PATH = "/sign-in/token/";
const MAX_BODY_BYTES = 4_096;

/** What signing in and out over HTTP needs. */
export interface SessionRoutes {
  /** `POST` and `DELETE` on `/api/session`. */
  session(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** `GET /sign-in/token/<token>`: opens a session and goes to the console. */
  oneTimeLink(request: IncomingMessage, response: ServerResponse, token: string): Promise<void>;
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to, "Cache-Control": "no-store" });
  response.end();
}

/** Creates the routes; `isSecure` when browsers reach the console over https. */
export function createSessionRoutes(identify: Identify, isSecure: boolean): SessionRoutes {
  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const input = signInInputSchema.parse(await readJsonBody(request, MAX_BODY_BYTES));
    const opened = await signInWithPassword(await identify(request), input);
    response.setHeader("Set-Cookie", sessionCookie(opened.token, { expiresAt: opened.endsAt, isSecure }));
    answerJson(response, 200, { ok: true });
  }

  async function leave(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const context = await identify(request);
    if (context.actor) await signOut(context);
    response.setHeader("Set-Cookie", clearedSessionCookie({ isSecure }));
    // What the console kept on this device, in every tab. Not "cookies": that reaches all servers of the domain.
    response.setHeader("Clear-Site-Data", '"storage"');
    answerJson(response, 200, { ok: true });
  }

  return {
    async session(request, response) {
      if (request.method === "POST") return signIn(request, response);
      if (request.method === "DELETE") return leave(request, response);
      response.setHeader("Allow", "POST, DELETE");
      answerRefusal(response, 405, "invalid_input", "Use POST or DELETE.");
    },
    async oneTimeLink(request, response, token) {
      try {
        const opened = await signInWithToken(await identify(request), token);
        const cookie = sessionCookie(opened.token, { expiresAt: opened.endsAt, isSecure });
        response.setHeader("Set-Cookie", cookie);
        redirect(response, "/");
      } catch (error) {
        if (!(error instanceof ServiceError)) throw error;
        redirect(response, `/sign-in?error=${error.code}`);
      }
    },
  };
}
