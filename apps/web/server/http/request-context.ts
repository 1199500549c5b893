import type { IncomingMessage } from "node:http";
import { createContext, type ServiceContext } from "@arterial/api/context";
import type { Services } from "@arterial/api/services";
import { clientAddress, type TrustedProxies } from "./client-address.ts";

/** Tells who asks and from where. */
export type Identify = (request: IncomingMessage) => Promise<ServiceContext>;

/** Knows people and programs by the cookie or bearer token of their requests. */
export function createIdentify(services: Services, proxies: TrustedProxies): Identify {
  return (request) => {
    const { cookie, authorization } = request.headers;
    return createContext(services, {
      cookieHeader: cookie,
      authorizationHeader: authorization,
      remoteAddress: clientAddress(request, proxies),
    });
  };
}
