import { choice, limit, words } from "../settings/setting";

/** Switches of what stands before every service. */
export const gatewaySettings = {
	requestsPerSecond: limit(null),
	retryAfter: limit(null),
	gatewayPrefix: choice("APIGW", ["APIGW", "APIG"]),
	deniedOperations: words([]),
	switchedOff: words([]),
};
