import type { IncomingMessage } from "node:http";
import { createContext, type ServiceContext } from "@arterial/api/context";
import type { Services } from "@arterial/api/services";

/** Who asks, from a request's cookie or bearer token. */
export function requestContext(services: Services, request: IncomingMessage): Promise<ServiceContext> {
  const { cookie, authorization } = request.headers;
  return createContext(services, {
    cookieHeader: cookie,
    authorizationHeader: authorization,
    remoteAddress: request.socket.remoteAddress,
  });
}
