import * as pulumi from "@pulumi/pulumi";
import { decideLast } from "./last-transformation";
import { SECRETS } from "../secret-settings";
import { findSecretSettings } from "./secret-inputs";

/** Settings of the provider; the same as the keys of the configuration `huaweicloud:`. */
export interface ProviderArgs {
	/** Region such as `cn-north-4` or `eu-de`. Environment: `HW_REGION_NAME`, `OS_REGION_NAME`. */
	region?: pulumi.Input<string>;

	/** Id of the project in that region. Environment: `HW_PROJECT_ID`, `OS_PROJECT_ID`. */
	projectId?: pulumi.Input<string>;

	/**
	 * Its name, where the id is not known. Environment: `HW_PROJECT_NAME`, `OS_PROJECT_NAME`.
	 *
	 * @default the region
	 */
	projectName?: pulumi.Input<string>;

	/** Access key (AK). Environment: `HW_ACCESS_KEY`, `OS_ACCESS_KEY`. */
	accessKey?: pulumi.Input<string>;

	/** Secret key (SK) of the access key. Environment: `HW_SECRET_KEY`, `OS_SECRET_KEY`. */
	secretKey?: pulumi.Input<string>;

	/** Token of a temporary access key. Environment: `HW_SECURITY_TOKEN`, `OS_SECURITY_TOKEN`. */
	securityToken?: pulumi.Input<string>;

	/** An IAM token, in place of an access key. Environment: `HW_AUTH_TOKEN`, `OS_AUTH_TOKEN`. */
	authToken?: pulumi.Input<string>;

	/** An IAM user, in place of an access key. Environment: `HW_USER_NAME`, `OS_USERNAME`. */
	userName?: pulumi.Input<string>;

	/** Password of the user. Environment: `HW_USER_PASSWORD`, `OS_PASSWORD`. */
	password?: pulumi.Input<string>;

	/** Account of the user. Environment: `HW_DOMAIN_NAME`, `OS_DOMAIN_NAME`, `OS_USER_DOMAIN_NAME`. */
	domainName?: pulumi.Input<string>;

	/** Address of IAM. Environment: `HW_AUTH_URL`, `OS_AUTH_URL`. */
	authUrl?: pulumi.Input<string>;

	/**
	 * Domain of the cloud; `otc.t-systems.com` for Open Telekom Cloud. Environment: `HW_CLOUD`.
	 *
	 * @default that of the addresses that are given; "myhuaweicloud.com" if there are none
	 */
	cloud?: pulumi.Input<string>;

	/** Addresses of services in place of the region's own; full URLs. Environment: `HW_ENDPOINTS`, as JSON. */
	endpoints?: pulumi.Input<{
		iam?: pulumi.Input<string>;
		modelarts?: pulumi.Input<string>;
		ims?: pulumi.Input<string>;
	}>;

	/** Default enterprise project of resources that have such an input. Environment: `HW_ENTERPRISE_PROJECT_ID`. */
	enterpriseProjectId?: pulumi.Input<string>;

	/**
	 * Do not verify certificates. Environment: `HW_INSECURE`.
	 *
	 * @default false
	 */
	insecure?: pulumi.Input<boolean>;

	/** Certificate of an additional authority to trust: a file or its text (PEM). Environment: `OS_CACERT`. */
	caCertificate?: pulumi.Input<string>;

	/** Tags that every resource with tags gets. */
	defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>>>;

	/**
	 * Maximum rate of requests to one service in one project.
	 *
	 * @default 50
	 */
	requestsPerSecond?: pulumi.Input<number>;

	/**
	 * Minimum interval between two polls of one object: seconds, or a text such as `"500ms"`.
	 *
	 * @default 1
	 */
	pollInterval?: pulumi.Input<number | string>;

	/**
	 * Timeout of one request; without a response by then, the response counts as lost: seconds, or a text such as `"90s"`.
	 *
	 * @default 60
	 */
	requestTimeout?: pulumi.Input<number | string>;

	/**
	 * How long after a change the service may still return the old values: seconds, or a text such as `"10s"`. During that
	 * time, a new object that the service does not return counts as not yet visible, not as deleted by somebody, and an
	 * object that differs right after a change by the provider is read again.
	 *
	 * @default 30
	 */
	readLag?: pulumi.Input<number | string>;
}

/**
 * A provider with settings of its own: another region, project or account in the same program.
 *
 * Its arguments come first, then the environment, then the configuration of the stack. Pass it as the option
 * `provider` of a resource.
 *
 * @example
 * ```ts
 * import { NotebookInstance, Provider } from "pulumi-modelarts";
 *
 * const frankfurt = new Provider("frankfurt", { region: "eu-de", cloud: "otc.t-systems.com" });
 *
 * new NotebookInstance(
 *   "lab",
 *   { profileId: "Python3", flavor: "modelarts.vm.cpu.2u", storage: { type: "evs" } },
 *   { provider: frankfurt },
 * );
 * ```
 */
export class Provider extends pulumi.ProviderResource {
	constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
		super(
			"pulumi-nodejs",
			name,
			{ ...readStackConfig(), ...toSettings(args), "huaweicloud:explicit": "true" },
			options,
		);
	}

	static {
		decideLast(this, ({ props, opts }) => ({ props: completeSettings(props), opts }));
	}
}

/** After transformations: marks the credentials as secret, and lists the other secret settings. */
function completeSettings(props: pulumi.Inputs): pulumi.Inputs {
	const settings = Object.entries(props).map(([name, value]) => {
		const isSecret = SECRETS.some((secret) => name === `huaweicloud:${secret}`) && value !== undefined;
		return [name, isSecret ? pulumi.secret(value) : value] as const;
	});
	return { ...Object.fromEntries(settings), "huaweicloudSecrets:settings": findSecretSettings(props) };
}

function toSettings(args: ProviderArgs): Record<string, unknown> {
	const given = Object.entries(args).filter(([, value]) => value !== undefined);
	return Object.fromEntries(
		// Needed only with an SDK that has no transformations any more.
		given.map(([name, value]) => [`huaweicloud:${name}`, SECRETS.includes(name) ? pulumi.secret(value) : value]),
	);
}

/**
 * Pulumi does not pass the stack's configuration to an explicit provider: it is passed on under a namespace of its own, as
 * secrets, because a program cannot tell which values are secret.
 */
function readStackConfig(): Record<string, unknown> {
	const config = new pulumi.Config("huaweicloud");
	const names = Object.keys(pulumi.runtime.allConfig()).flatMap((key) => key.match(/^huaweicloud:(.+)$/)?.[1] ?? []);
	return Object.fromEntries(names.map((name) => [`huaweicloudStack:${name}`, config.getSecret(name)]));
}
