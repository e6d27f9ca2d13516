import type { ChildProcess } from "node:child_process";
import { closeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Client, credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { FakeEngine } from "./fake-engine";
import { LONGEST_MS, startProgram } from "./programs";
import { findScript, quickStart, type SdkName } from "./quick-start";
import { joinLines } from "./join-lines";
import { ProviderError } from "./provider-error";
import { StdinPipe } from "./stdin-pipe";
import { Empty, fromStruct, type Json, toStruct } from "./structs";

/** A program's folder: `__provider` requires modules from here. */
const program = resolve(__dirname, "../../examples/quickstart");

const node = resolve(__dirname, "../../node_modules/.bin/node");

export interface ProcessOptions {
	/** @default "@pulumi/pulumi" */
	readonly sdk?: SdkName;
	/** Another script in place of the SDK's dynamic provider, such as that of the plugin. */
	readonly script?: string;
	/** Of the tests' own environment only PATH and HOME are passed on. */
	readonly environment?: Readonly<Record<string, string>>;
	/** Pulumi's folder of the machine that it runs on; the tests' own by default, never the user's. */
	readonly home?: string;
	/** `pipe`: as the CLI does it; `none`: /dev/null. */
	readonly stdin?: "pipe" | "none";
	/** Whether an engine responds to its calls, or the engine's address is unreachable. */
	readonly engine?: "answers" | "gone";
}

/** The resource of a call, and its maximum duration (milliseconds). */
export interface RequestOptions {
	readonly urn?: string;
	readonly callTimeout?: number;
	/** Fields that the engine sends besides the old outputs. */
	readonly oldInputs?: Json;
	/** The option `customTimeouts` of this operation, seconds. */
	readonly timeout?: number;
	/** Of a create or update: what the plugin answers before anything is done. */
	readonly preview?: boolean;
	/** Of a check: what the project says of default names. */
	readonly autonaming?: { readonly proposedName: string; readonly mode: "propose" | "enforce" | "disable" };
}

export interface Checked {
	readonly inputs: Json;
	readonly failures: { property: string; reason: string }[];
}

export interface DiffResult {
	/** The engine's decision: with `unknown` it compares the inputs. */
	readonly changes: "unknown" | "none" | "some";
	readonly replaces: string[];
	readonly deleteBeforeReplace: boolean;
}

export interface Ended {
	readonly code: number | null;
	readonly signal: NodeJS.Signals | null;
}

export const defaultUrn = "urn:pulumi:test::contract::pulumi-nodejs:dynamic/modelarts:NotebookInstance::lab";

function toAutonaming({ proposedName, mode }: NonNullable<RequestOptions["autonaming"]>) {
	const message = new messages.CheckRequest.AutonamingOptions();
	message.setProposedName(proposedName);
	message.setMode((["propose", "enforce", "disable"] as const).indexOf(mode));
	return message;
}

/** Reasons why a call may never get a response. */
const CALL_TIMEOUT = LONGEST_MS / 2;

/** For processes without a machine of their own. */
const temporary = join(tmpdir(), `provider-process-${process.pid}`);

const running = new Set<ChildProcess>();
process.once("exit", () => {
	for (const child of running) child.kill("SIGKILL");
});

/**
 * Pulumi's real dynamic-provider process, driven as by the engine: the launcher's command line, a pipe for standard
 * input, gRPC, and an engine to call back.
 *
 * Takes half a second to start; any number may run at once.
 */
export class ProviderProcess {
	private readonly child: ChildProcess;
	private readonly pipe?: StdinPipe;
	private readonly printed = { stdout: "", stderr: "" };
	private client?: ResourceProviderClient;

	/** How it ended; undefined while it runs. */
	readonly ended: Promise<Ended>;

	private constructor(
		readonly engine: FakeEngine,
		options: ProcessOptions,
	) {
		const { environment = {}, home = temporary, stdin = "pipe" } = options;
		const { sdk = "@pulumi/pulumi", script = findScript(sdk) } = options;
		if (options.engine === "gone") engine.stop();
		this.pipe = stdin === "pipe" ? new StdinPipe() : undefined;
		const { PATH, HOME } = process.env;
		const pulumi = { PULUMI_HOME: home, PULUMI_NODEJS_PROJECT: "contract", PULUMI_NODEJS_STACK: "test" };
		this.child = startProgram(node, [script, engine.address], {
			cwd: program,
			env: { PATH, HOME, ...quickStart(), ...pulumi, ...environment },
			stdin: this.pipe?.readEnd,
		});
		if (this.pipe) closeSync(this.pipe.readEnd);

		running.add(this.child);
		this.ended = new Promise((resolve, reject) => {
			this.child.once("error", reject);
			this.child.once("close", (code, signal) => {
				running.delete(this.child);
				resolve({ code, signal });
			});
		});
		for (const name of ["stdout", "stderr"] as const) {
			this.child[name]?.on("data", (text: string) => (this.printed[name] += text));
		}
	}

	static async start(options: ProcessOptions = {}): Promise<ProviderProcess> {
		const started = new ProviderProcess(await FakeEngine.start(), options);
		const port = await started.readPort();
		started.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
		return started;
	}

	get pid(): number {
		return this.child.pid ?? 0;
	}

	/** All output after the port. */
	get stdout(): string {
		return this.printed.stdout.replace(/^\d+\n/, "");
	}

	get stderr(): string {
		return this.printed.stderr;
	}

	get isRunning(): boolean {
		return this.child.exitCode === null && this.child.signalCode === null;
	}

	/** Of the plugin: the engine's address for what follows. */
	async handshake(engineAddress: string): Promise<void> {
		const request = new messages.ProviderHandshakeRequest();
		request.setEngineAddress(engineAddress);
		await this.call("handshake", request);
	}

	/**
	 * Of the stack, or of an explicit provider.
	 *
	 * @param config keys `namespace:key`; of the plugin, without its namespace
	 * @param urn of the plugin's provider resource
	 */
	async configure(config: Json, urn?: string): Promise<void> {
		const request = new messages.ConfigureRequest();
		request.setArgs(toStruct(config));
		if (urn !== undefined) request.setUrn(urn);
		await this.call("configure", request);
	}

	async check(news: Json, olds: Json = {}, options: RequestOptions = {}): Promise<Checked> {
		const { urn = defaultUrn, callTimeout, autonaming } = options;
		const request = new messages.CheckRequest();
		request.setUrn(urn);
		if (autonaming) request.setAutonaming(toAutonaming(autonaming));
		request.setOlds(toStruct(olds));
		request.setNews(toStruct(news));
		const answer = await this.call<messages.CheckResponse>("check", request, callTimeout);
		const failures = answer.getFailuresList().map((one) => one.toObject());
		const joined = failures.map(({ property, reason }) => ({ property, reason: joinLines(reason) }));
		return { inputs: fromStruct(answer.getInputs()), failures: joined };
	}

	async diff(id: string, olds: Json, news: Json, options: RequestOptions = {}): Promise<DiffResult> {
		const request = new messages.DiffRequest();
		request.setId(id);
		request.setUrn(options.urn ?? defaultUrn);
		request.setOlds(toStruct(olds));
		request.setNews(toStruct(news));
		request.setOldInputs(toStruct(options.oldInputs ?? {}));
		const answer = await this.call<messages.DiffResponse>("diff", request, options.callTimeout);
		return {
			changes: (["unknown", "none", "some"] as const)[answer.getChanges()],
			replaces: answer.getReplacesList(),
			deleteBeforeReplace: answer.getDeletebeforereplace(),
		};
	}

	async create(inputs: Json, options: RequestOptions = {}): Promise<{ id: string; outputs: Json }> {
		const { urn = defaultUrn, callTimeout, timeout = 0 } = options;
		const request = new messages.CreateRequest();
		request.setTimeout(timeout);
		request.setPreview(options.preview ?? false);
		request.setUrn(urn);
		request.setProperties(toStruct(inputs));
		const answer = await this.call<messages.CreateResponse>("create", request, callTimeout);
		return { id: answer.getId(), outputs: fromStruct(answer.getProperties()) };
	}

	/** An id of `""`: it does not exist any more. */
	async read(id: string, outputs: Json, options: RequestOptions = {}) {
		const { urn = defaultUrn, callTimeout, oldInputs = {}, timeout = 0 } = options;
		const request = new messages.ReadRequest();
		request.setTimeout(timeout);
		request.setId(id);
		request.setUrn(urn);
		request.setProperties(toStruct(outputs));
		request.setInputs(toStruct(oldInputs));
		const answer = await this.call<messages.ReadResponse>("read", request, callTimeout);
		return { id: answer.getId(), outputs: fromStruct(answer.getProperties()), inputs: fromStruct(answer.getInputs()) };
	}

	/** The outputs after it. */
	async update(id: string, olds: Json, news: Json, options: RequestOptions = {}): Promise<Json> {
		const request = new messages.UpdateRequest();
		request.setTimeout(options.timeout ?? 0);
		request.setPreview(options.preview ?? false);
		request.setId(id);
		request.setUrn(options.urn ?? defaultUrn);
		request.setOlds(toStruct(olds));
		request.setNews(toStruct(news));
		request.setOldInputs(toStruct(options.oldInputs ?? {}));
		const answer = await this.call<messages.UpdateResponse>("update", request, options.callTimeout);
		return fromStruct(answer.getProperties());
	}

	async delete(id: string, outputs: Json, options: RequestOptions = {}) {
		const { urn = defaultUrn, callTimeout, oldInputs = {}, timeout = 0 } = options;
		const request = new messages.DeleteRequest();
		request.setTimeout(timeout);
		request.setId(id);
		request.setUrn(urn);
		request.setProperties(toStruct(outputs));
		request.setOldInputs(toStruct(oldInputs));
		await this.call("delete", request, callTimeout);
	}

	/** Of the plugin: what a look-up finds, or what is wrong with its arguments. */
	async invoke(name: string, args: Json): Promise<{ found: Json; failures: { property: string; reason: string }[] }> {
		const request = new messages.InvokeRequest();
		request.setTok(`modelarts:index:${name}`);
		request.setArgs(toStruct(args));
		const answer = await this.call<messages.InvokeResponse>("invoke", request);
		return {
			found: fromStruct(answer.getReturn()),
			failures: answer.getFailuresList().map((one) => one.toObject()),
		};
	}

	/** The effect of the first Ctrl-C. */
	async cancel(): Promise<void> {
		await this.call("cancel", new Empty());
	}

	async getVersion(): Promise<string> {
		return (await this.call<{ getVersion(): string }>("getPluginInfo", new Empty())).getVersion();
	}

	/** The effect on standard input when the CLI dies. */
	closeStdin(): void {
		this.pipe?.end();
	}

	/** `kill -9`, or another signal. */
	kill(signal: NodeJS.Signals = "SIGKILL"): void {
		this.child.kill(signal);
	}

	/** For the end of a test, in any state. */
	async stop(): Promise<void> {
		this.kill();
		await this.ended;
		this.client?.close();
		this.pipe?.end();
		this.engine.stop();
	}

	/** Any other call. Rejects with a {@link ProviderError}. */
	call<Answer>(method: string, request: object, callTimeout = CALL_TIMEOUT): Promise<Answer> {
		const client = this.client as unknown as Client & Record<string, (...args: unknown[]) => unknown>;
		return new Promise((resolve, reject) => {
			const callback = (error: ServiceError | null, answer: Answer) =>
				error ? reject(new ProviderError(error)) : resolve(answer);
			client[method]?.(request, { deadline: Date.now() + callTimeout }, callback);
		});
	}

	private async readPort(): Promise<string> {
		const line = new Promise<string>((resolve) => {
			this.child.stdout?.on("data", () => {
				const [, port] = /^(\d+)\n/.exec(this.printed.stdout) ?? [];
				if (port) resolve(port);
			});
		});
		const dead = this.ended.then(() => Promise.reject(new Error(`The provider did not start: ${this.stderr}`)));
		dead.catch(() => {});
		return Promise.race([line, dead]);
	}
}
