import { choice, limit, strings } from "../settings/setting";

/** Settings of the gateway, which is in front of every service. */
export const gatewaySettings = {
	requestsPerSecond: limit(null),
	retryAfter: limit(null),
	gatewayPrefix: choice("APIGW", ["APIGW", "APIG"]),
	deniedOperations: strings([]),
	switchedOff: strings([]),
};
