import { choice, limit, strings } from "../settings/setting";

/** Switches of what stands before every service. */
export const gatewaySettings = {
	requestsPerSecond: limit(null),
	retryAfter: limit(null),
	gatewayPrefix: choice("APIGW", ["APIGW", "APIG"]),
	deniedOperations: strings([]),
	switchedOff: strings([]),
};
