import type { Simulator } from "modelarts-simulator";
import { environmentOf, notebooksIn, openCloud } from "./support/cloud";
import { declareLab, declareNotebook } from "./support/program";
import { openStack, type Outcome, type Stack } from "./support/stack";

/** Every secret of all kinds of credentials; all of them are used. */
const secrets = {
	accessKey: "MARK01ACCESSKEY",
	secretKey: "MARK02secretKey",
	securityToken: "MARK03securityToken",
	password: "MARK04password",
	configAccessKey: "MARK05CONFIGACCESSKEY",
	configSecretKey: "MARK06configSecretKey",
	configSecurityToken: "MARK07configSecurityToken",
	configAuthToken: "MARK08configAuthToken",
	configPassword: "MARK09configPassword",
	unusedAuthToken: "MARK10unusedAuthToken",
	unusedSecurityToken: "MARK11unusedSecurityToken",
	instanceToken: "MARK12instanceToken",
	pulumiAccessToken: "MARK13pulumiAccessToken",
};

const MARK = /MARK\d\d\w*/g;
/** Config and arguments of a provider: the engine has them, and passes them to the provider. */
const GIVEN_TO_PULUMI = [
	secrets.configAccessKey,
	secrets.configSecretKey,
	secrets.configSecurityToken,
	secrets.configAuthToken,
	secrets.configPassword,
	secrets.password,
	secrets.unusedSecurityToken,
];

/**
 * From `-v=9` on engine and SDK log every value that they pass to each other, secret or not, before any code of ours:
 * no provider can prevent this. Users of such a log set secrets in the environment.
 */
const OWN_LOG_OF_PULUMI = /arshaling property for RPC\[|RegisterResource RPC finished: resource:/;

const EVERYTHING = ["-v=9", "--logtostderr", "--logflow"];

let cloud: Simulator;
let stack: Stack;

/** The output of each command. */
const written: Record<string, Outcome> = {};

beforeAll(async () => {
	const { accessKey, secretKey, securityToken, password } = secrets;
	cloud = await openCloud({
		accessKey,
		secretKey,
		password,
		settings: { keys: [{ accessKey, secretKey, securityToken }] },
	});
	stack = await openStack({
		// A temporary key from the environment for one notebook, a user with a password for the other.
		program: `
			const { env } = process;
			const colleague = new Provider("colleague", {
				userName: "${cloud.user}",
				password: env.PASSWORD,
				domainName: "simulator",
				authUrl: "${cloud.url}",
				securityToken: env.UNUSED,
			});
			${declareLab()}
			${declareNotebook("second", {}, "{ provider: colleague }")}`,
		env: {
			...environmentOf(cloud),
			HW_SECURITY_TOKEN: securityToken,
			HW_AUTH_TOKEN: secrets.unusedAuthToken,
			// Since CLI 3.247 it reaches every provider.
			PULUMI_ACCESS_TOKEN: secrets.pulumiAccessToken,
			PASSWORD: password,
			UNUSED: secrets.unusedSecurityToken,
		},
		secretConfig: {
			"huaweicloud:accessKey": secrets.configAccessKey,
			"huaweicloud:secretKey": secrets.configSecretKey,
			"huaweicloud:securityToken": secrets.configSecurityToken,
			"huaweicloud:authToken": secrets.configAuthToken,
			"huaweicloud:password": secrets.configPassword,
		},
	});

	written.up = await stack.up({ args: EVERYTHING });
	for (const { id } of notebooksIn(cloud)) handOutToken(id);
	written.refresh = await stack.refresh({ args: EVERYTHING });
	refuseWithWhatWasSent();
	written["a refresh that is refused"] = await stack.refresh({ args: EVERYTHING });
	cloud.admin.clearFaults();
	written.preview = await stack.preview({ args: EVERYTHING });
}, 120_000);

/** Like a careless service that returns secret fields of a notebook. */
function handOutToken(id: string): void {
	const { instanceToken } = secrets;
	cloud.admin.putObjects({ instances: [{ id, patch: { token: instanceToken, description: "with a token" } }] });
}

/** Like gateways that respond with the request. */
function refuseWithWhatWasSent(): void {
	const { accessKey, secretKey, securityToken, password } = secrets;
	for (const { id, name } of notebooksIn(cloud)) {
		const sent = name.startsWith("lab") ? [accessKey, secretKey, securityToken] : [password];
		const body = { error_code: "APIGW.0301", error_msg: `what was sent: ${sent.join(" ")}` };
		cloud.admin.addFault({ match: { path: id }, times: null, action: { status: 403, body } });
	}
}

function marksIn(text: string): string[] {
	return [...new Set(text.match(MARK))].sort();
}

test("all commands succeed with all of these secrets, except for the intended failures", () => {
	const codes = Object.entries(written).map(([command, { code }]) => [command, code === 0]);
	expect(Object.fromEntries(codes)).toEqual({
		up: true,
		refresh: true,
		"a refresh that is refused": false,
		preview: true,
	});
	expect(written.up?.terminal.length).toBeGreaterThan(100_000);
	expect(notebooksIn(cloud)).toHaveLength(2);
});

describe.each(["up", "refresh", "a refresh that is refused", "preview"])(
	"the log at the highest verbosity, %s,",
	(command) => {
		test("has no secret in the provider's messages", () => {
			expect(written[command]?.stdout).toContain("lab");
			expect(marksIn(written[command]?.stdout ?? "")).toEqual([]);
		});

		test("has no secret from environment and responses", () => {
			const { stderr = "" } = written[command] ?? {};
			const givenToPulumi = marksIn(stderr).filter((mark) => GIVEN_TO_PULUMI.includes(mark));
			expect(marksIn(stderr)).toEqual(givenToPulumi);
		});

		test("has config and arguments of providers only where Pulumi itself logs them", () => {
			const lines = (written[command]?.stderr ?? "").split("\n").filter((line) => !OWN_LOG_OF_PULUMI.test(line));
			expect(lines.length).toBeGreaterThan(50);
			expect(marksIn(lines.join("\n"))).toEqual([]);
		});
	},
);

test("the log of Pulumi itself shows configuration and arguments of providers in clear text, as README and docs say", () => {
	const shown = marksIn(written.up?.stderr ?? "");
	expect(shown).toEqual([...GIVEN_TO_PULUMI].sort());
});

test("the state has no secret, as the CLI exports it and as the backend stores it", async () => {
	expect(marksIn(await stack.exportText())).toEqual([]);
	expect(stack.readBackend()).toContain("colleague");
	expect(marksIn(stack.readBackend())).toEqual([]);
});

test("the simulator's log and settings have no secret", () => {
	expect(cloud.admin.requests().length).toBeGreaterThan(5);
	expect(marksIn(JSON.stringify(cloud.admin.requests()))).toEqual([]);
	expect(marksIn(JSON.stringify(cloud.admin.settings()))).toEqual([secrets.accessKey]);
});
