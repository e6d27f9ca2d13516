import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { lintWorkflow } from "../../support/lint-workflow";
import { stackManifest } from "./stack-manifest";

const root = join(__dirname, "..", "..", "..");
const folder = join(root, "examples", "gitops");
const WORKFLOW = ".github/workflows/pulumi.yml";
const MANIFESTS = ["operator/prod.yaml", "operator/course.yaml"];

/** An hour is what a create of an image may take; that of a notebook takes half of it. */
const LONGEST_CREATE_SECONDS = 3600;

/** What version 7 of pulumi/actions takes, of what we give it. */
const ACTION_INPUTS = ["command", "stack-name", "pulumi-version", "diff", "comment-on-pr"];

function read(path: string): string {
	return readFileSync(join(folder, path), "utf8");
}

interface Workflow {
	readonly env: Record<string, string>;
	readonly jobs: Record<string, Job>;
}

interface Job {
	readonly env: Record<string, string>;
	readonly environment?: string;
	readonly concurrency?: object;
	readonly steps: { readonly uses?: string; readonly run?: string; readonly with?: Record<string, unknown> }[];
}

interface GitLabJob {
	readonly extends?: string;
	readonly variables?: Record<string, string>;
}

const workflow = parse(read(WORKFLOW)) as Workflow;

describe("the GitHub workflow", () => {
	test("is what GitHub understands", () => {
		expect(lintWorkflow(read(WORKFLOW))).toEqual([]);
		expect(lintWorkflow(read(WORKFLOW).replaceAll("secrets.STATE_AK", "secret.STATE_AK"))).toHaveLength(1);
	});

	test("gives Pulumi's action only inputs that it has", () => {
		const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
		const given = steps.flatMap(({ uses, with: inputs }) =>
			uses?.startsWith("pulumi/actions@") ? Object.keys(inputs ?? {}) : [],
		);
		expect(given.filter((name) => !ACTION_INPUTS.includes(name))).toEqual([]);
		expect(given).toContain("comment-on-pr");
	});

	test("gives keys that can write to `main` alone, in an environment of its own", () => {
		const secretsOf = ({ env }: Job) => Object.values(env).join(" ");
		const { up, ...others } = workflow.jobs;
		expect(Object.values(others).map(secretsOf).join(" ")).not.toMatch(/secrets\.(STATE|CLOUD)_[AS]K/);
		expect(up).toMatchObject({ environment: "prod", concurrency: { "cancel-in-progress": false } });
	});
});

describe("the GitLab pipeline", () => {
	const jobs = parse(read(".gitlab-ci.yml")) as Record<string, GitLabJob>;
	const { preview, up, drift } = jobs;
	const variablesOf = ({ extends: parent = "", variables }: GitLabJob = {}) => ({
		...jobs[parent]?.variables,
		...variables,
	});

	test("applies one change at a time, and never cuts one off", () => {
		expect(up).toMatchObject({ resource_group: "$STACK", interruptible: false });
	});

	test("gives keys that can only read, to state and cloud, to what changes nothing, and others to `up` alone", () => {
		const reading = {
			AWS_ACCESS_KEY_ID: "$STATE_READ_AK",
			AWS_SECRET_ACCESS_KEY: "$STATE_READ_SK",
			HW_ACCESS_KEY: "$CLOUD_READ_AK",
			HW_SECRET_KEY: "$CLOUD_READ_SK",
		};
		expect([preview, drift].map(variablesOf)).toEqual([reading, reading]);
		const writing = Object.entries(reading).map(([name, value]) => [name, value.replace("_READ", "")]);
		expect(variablesOf(up)).toEqual(Object.fromEntries(writing));
	});
});

describe.each(MANIFESTS)("the manifest %s", (path) => {
	const given = parse(read(path)) as { spec: Record<string, unknown> };
	const { spec } = stackManifest.parse(given);

	test("refuses a field that the operator does not have", () => {
		const wrong = { ...given, spec: { ...given.spec, resyncFrequency: 60 } };
		expect(stackManifest.safeParse(wrong).success).toBe(false);
	});

	test("lets a run end that is told to stop: the pod waits longer than the longest create takes", () => {
		const { terminationGracePeriodSeconds } = spec.workspaceTemplate.spec.podTemplate.spec;
		expect(terminationGracePeriodSeconds).toBeGreaterThan(LONGEST_CREATE_SECONDS);
	});

	test("takes all keys and the passphrase from secrets", () => {
		const secret = /PASSPHRASE|ACCESS_KEY|SECRET_KEY/;
		const kinds = Object.entries(spec.envRefs).filter(([name]) => secret.test(name));
		expect(kinds.map(([, { type }]) => type)).toEqual(kinds.map(() => "Secret"));
		expect(kinds).toHaveLength(5);
	});

	test("runs the program where it destroys, as dynamic providers need it", () => {
		expect(spec.runProgram ?? false).toBe(spec.destroyOnFinalize ?? false);
	});
});

test("all pipelines keep the state in the same place, and take settings from the program", () => {
	const gitlab = parse(read(".gitlab-ci.yml")) as { variables: Record<string, string> };
	const operator = MANIFESTS.map((path) => stackManifest.parse(parse(read(path))).spec);
	const url = gitlab.variables.PULUMI_BACKEND_URL;
	expect(url).toMatch(/^s3:\/\/[^?]+\?endpoint=https:\/\/obs\.[^&]+\.myhuaweicloud\.com&region=[a-z0-9-]+$/);
	expect([workflow.env.PULUMI_BACKEND_URL, ...operator.map(({ backend }) => backend)]).toEqual([url, url, url]);
	const literal = { type: "Literal", literal: { value: "true" } };
	expect([workflow.env.PULUMI_RUN_PROGRAM, gitlab.variables.PULUMI_RUN_PROGRAM]).toEqual(["true", "true"]);
	expect(operator.map(({ envRefs }) => envRefs.PULUMI_RUN_PROGRAM)).toEqual([literal, literal]);
});
