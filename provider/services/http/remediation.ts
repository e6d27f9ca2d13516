import { ARGUMENTS_IN_STATE } from "../auth/explicit-provider";
import { imageRules } from "./image-remediation";
import type { RemediationContext, RemediationRule } from "./remediation-rule";

const wrongCredentials = ({ source, credentials }: RemediationContext) => {
	switch (credentials) {
		case "access key":
			return `Check the credentials from ${source}: huaweicloud:accessKey and huaweicloud:secretKey (HW_ACCESS_KEY, HW_SECRET_KEY), and huaweicloud:securityToken if they are temporary.`;
		case "token":
			return `The token from ${source} is not valid here: it may have expired, or belong to another region or project. Get a new one for huaweicloud:authToken (HW_AUTH_TOKEN), or use an access key.`;
		case "password":
			return `Check the credentials from ${source}: huaweicloud:userName, huaweicloud:password and huaweicloud:domainName (HW_USER_NAME, HW_USER_PASSWORD, HW_DOMAIN_NAME).`;
	}
};

const noPermission = ({ source, permission }: RemediationContext) =>
	`The account from ${source} may not do this. Ask its administrator for ${permission ? `the permission ${permission}` : "the permission"}.`;

const quota = () => "A quota is used up: delete what is no longer needed, or ask the cloud for more.";

const later = () => "The service is busy: try again later.";

const authorizeModelArts = () =>
	"ModelArts may not act for this account yet: set up its authorization (an agency, or access keys) in the ModelArts console under global settings.";

/** The first rule that matches counts. Codes are used with several statuses, so a rule names both where it matters. */
export const remediationRules: readonly RemediationRule[] = [
	{
		status: 401,
		message: /failed to reach the limit/i,
		doubtsCredentials: true,
		describe: () =>
			"Too many wrong signatures in a row have locked this access key for 5 minutes: wait, check the secret key, then try again.",
	},
	{
		status: 401,
		message: /verify aksk signature fail/i,
		doubtsCredentials: true,
		describe: (context) => `The secret key does not belong to the access key. ${wrongCredentials(context)}`,
	},
	{
		status: 401,
		message: /\bak\b.*not exist/i,
		doubtsCredentials: true,
		describe: (context) => `This cloud does not know the access key. ${wrongCredentials(context)}`,
	},
	{
		status: 401,
		code: /^ModelArts\.620[13]$/,
		describe: () => "The account is suspended or restricted: see its billing.",
	},
	{
		status: 401,
		code: /^IAM\.0061$/,
		describe: () => "The user is locked after too many wrong passwords: wait, or ask its administrator.",
	},
	{ status: 401, code: /^ModelArts\.01(08|12)$/, describe: noPermission },
	{
		status: 401,
		doubtsCredentials: true,
		describe: (context) => `The credentials were not accepted. ${wrongCredentials(context)}`,
	},
	{ status: 400, code: /^ModelArts\.0204$/, doubtsCredentials: true, describe: wrongCredentials },
	{ code: /^IAM\.110[4-8]$/, doubtsCredentials: true, describe: wrongCredentials },
	{
		code: /^ModelArts\.0210$/,
		doubtsCredentials: true,
		describe: ({ source }) =>
			`The credentials from ${source} belong to another project: use those of the project in question, or set huaweicloud:projectId (HW_PROJECT_ID).`,
	},
	{ status: 403, code: /^ModelArts\.020[36]$/, doubtsCredentials: true, describe: wrongCredentials },
	{ status: 403, code: /^ModelArts\.2785$/, describe: authorizeModelArts },
	{
		status: 403,
		code: /^APIGW\.0310$/,
		describe: () => "The project is not available: check huaweicloud:projectId (HW_PROJECT_ID).",
	},
	{
		status: 403,
		code: /^APIGW\.040\d$/,
		describe: () => "The cloud does not accept requests from this machine's address.",
	},
	{
		status: 403,
		code: /^APIGW\.0802$/,
		describe: ({ region }) =>
			`The user may not use the region ${region}: set another huaweicloud:region (HW_REGION_NAME).`,
	},
	{
		status: 403,
		code: /^IAM\.008[0-3]$/,
		describe: () => "Ask the administrator to enable this user for programmatic access.",
	},
	...imageRules,
	{ status: 403, doubtsCredentials: true, describe: noPermission },
	{
		status: 404,
		message: /project/i,
		describe: ({ region }) =>
			`Check huaweicloud:projectName (HW_PROJECT_NAME) and huaweicloud:region (${region}), or set huaweicloud:projectId (HW_PROJECT_ID).`,
	},
	{
		status: 404,
		code: /^(ModelArts\.0015|APIGW\.010\d|)$/,
		describe: ({ service, origin, region, alternative }) =>
			alternative
				? `The region ${region} does not serve the API behind ${alternative.missing}: use the resource ${alternative.use} in its place (docs/reference/api-mapping.md says which input is which), or check huaweicloud:region and huaweicloud:endpoints (HW_ENDPOINTS), now ${origin}.`
				: `${origin} does not offer this function of ${service}: check huaweicloud:endpoints (HW_ENDPOINTS) and huaweicloud:region (${region}); not every region has it.`,
	},
	{ code: /^ModelArts\.01(13|16|18)$/, describe: quota },
	{ code: /^ModelArts\.6302$/, describe: quota },
	{ code: /^ModelArts\.6301$/, describe: () => "Choose another name: an object of this name exists already." },
	{ code: /^ModelArts\.6326$/, describe: () => "The instance is frozen: see whether the account is in arrears." },
	{ code: /^ModelArts\.(6319|6350|6353|6354|637[4-9])$/, describe: authorizeModelArts },
	{ code: /^ModelArts\.(6323|6328|6329|6330)$/, describe: () => "Choose another flavor, or another region." },
	{
		code: /^ModelArts\.(6360|6528|6200)$/,
		describe: () => "The cloud has no capacity for it now: try later, or choose another flavor.",
	},
	{
		code: /^ModelArts\.6361$/,
		describe: () => "This is a fault of the service: open a ticket and quote this message.",
	},
	{ code: /^APIGW\.050[12]$/, describe: quota },
	{
		status: 429,
		describe: () => "The service is throttling: try again later, or lower huaweicloud:requestsPerSecond.",
	},
	{ status: 407, describe: () => "The proxy wants other credentials: check HTTPS_PROXY." },
	{ status: 408, describe: later },
	{ status: 500, describe: later },
	{ status: 502, describe: later },
	{ status: 503, describe: later },
	{ status: 504, describe: later },
];

/** What a user can do about an error response; `undefined` where the service's own text says enough. */
export function findRemediation(context: RemediationContext): string | undefined {
	if (context.status >= 300 && context.status < 400) {
		return `${context.origin} sends us elsewhere, which a service does not: check huaweicloud:endpoints (HW_ENDPOINTS).`;
	}
	const code = context.code.replace(/^APIG\./, "APIGW.");
	const rule = remediationRules.find(
		(candidate) =>
			(candidate.status === undefined || candidate.status === context.status) &&
			(candidate.code === undefined || candidate.code.test(code)) &&
			(candidate.message === undefined || candidate.message.test(context.serviceMessage)),
	);
	if (!rule) return undefined;
	const remark = rule.doubtsCredentials && context.isInState ? ` ${ARGUMENTS_IN_STATE}` : "";
	return rule.describe(context) + remark;
}

/**
 * What a user can do about the code with which work failed that the service had accepted; `undefined` where its own
 * reason says it all. Not about permissions: those are checked before the work begins.
 */
export function remedyFailedJob(code: string, region: string): string | undefined {
	const rule = remediationRules.find((candidate) => candidate.status === undefined && candidate.code?.test(code));
	const context = { status: 400, code, serviceMessage: "", service: "the service", origin: "", region } as const;
	return rule?.describe({ ...context, credentials: "token", source: "the settings" });
}
