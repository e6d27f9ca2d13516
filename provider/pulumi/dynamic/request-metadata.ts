import type { Autonaming } from "../../lifecycle/create-safety/autonaming";
import { bestEffort, loadFromSdk } from "./pulumi-internals";

/** Fields of the engine's requests that the dynamic provider does not pass on. */
export interface RequestMetadata {
	/** Messages with it are shown at the resource. */
	readonly urn?: string;

	/**
	 * The inputs as the engine last stored them, also without a change of the outputs: a `purgeOnDelete` that was set
	 * after the last update of the outputs is only here.
	 */
	readonly oldInputs?: Readonly<Record<string, unknown>>;

	/** Of a check: random bytes for generated names, the same in a plan and in the update that follows it. */
	readonly randomSeed?: Uint8Array;

	/** Of a check by the plugin: what the project wants objects to be called. */
	readonly autonaming?: Autonaming;

	/**
	 * The option `customTimeouts` for this operation, in seconds, also if a transform has set it: the engine runs transforms
	 * after the program has passed its inputs on.
	 */
	readonly timeout?: number;
}

const METADATA = Symbol("request metadata");

/** Metadata of the request that is being passed to the handler at this moment. */
let current: RequestMetadata | undefined;

/**
 * Returns the metadata of the request with these properties. Has to be called before the first `await`.
 *
 * The first request of a process is decoded before our getters are in place; a `delete` or `update` has its metadata all the
 * same, as its id is read last.
 */
export function metadataOf(properties: object): RequestMetadata {
	const known = (properties as { [METADATA]?: RequestMetadata })[METADATA];
	if (known || !current) return known ?? {};
	attach(properties, current);
	return current;
}

/** Properties of a request with its metadata, under a symbol that JSON leaves out. */
export function attach<Value extends object>(properties: Value, metadata: RequestMetadata): Value {
	return Object.defineProperty(properties, METADATA, { value: metadata });
}

interface Struct {
	toJavaScript(): Record<string, unknown>;
}

/** What of a request is metadata; not every request has all of it, and not in every version. */
interface WithMetadata {
	getUrn(): string;
	getOldInputs?(): unknown;
	/** Of a read. */
	getInputs?(): unknown;
	getRandomseed_asU8?(): Uint8Array;
	getAutonaming?(): { getProposedName(): string; getMode(): number } | undefined;
	getTimeout?(): number;
}

interface Request extends WithMetadata {
	getId?: (this: Request) => string;
	[getter: string]: unknown;
}

/** The handler gets the object that this getter's struct is turned into. */
const GETTERS: Record<string, string> = {
	CheckRequest: "getNews",
	DiffRequest: "getNews",
	CreateRequest: "getProperties",
	ReadRequest: "getProperties",
	UpdateRequest: "getNews",
	DeleteRequest: "getProperties",
};

let isAttached = false;

/** From now on, properties of a request carry its metadata, under a symbol that JSON leaves out. */
export function attachRequestMetadata(): void {
	if (isAttached) return;
	isAttached = true;

	const messages = loadFromSdk<Record<string, { prototype: Request }>>("@pulumi/pulumi/proto/provider_pb");
	for (const [name, getter] of Object.entries(GETTERS)) {
		bestEffort(() => wrapGetter(messages?.[name]?.prototype, getter));
	}
	for (const name of ["UpdateRequest", "DeleteRequest"]) bestEffort(() => wrapId(messages?.[name]?.prototype));
}

/** The dynamic provider reads the id while it calls the handler. */
function wrapId(request: Request | undefined): void {
	const original = request?.getId;
	if (!request || !original) return;

	request.getId = function (this: Request): string {
		bestEffort(() => {
			const metadata = readMetadata(this);
			current = metadata;
			queueMicrotask(() => {
				if (current === metadata) current = undefined;
			});
		});
		return original.call(this);
	};
}

function wrapGetter(request: Request | undefined, getter: string): void {
	const original = request?.[getter] as ((this: Request) => Struct | undefined) | undefined;
	if (!request || !original) return;

	request[getter] = function (this: Request): Struct | undefined {
		const struct = original.call(this);
		bestEffort(() => {
			if (!struct) return;
			const unpack = struct.toJavaScript.bind(struct);
			const metadata = readMetadata(this);
			struct.toJavaScript = () => attach(unpack(), metadata);
		});
		return struct;
	};
}

/** By the numbers of the protocol. */
const AUTONAMING_MODES: readonly Autonaming["mode"][] = ["propose", "enforce", "disable"];

/** The old inputs are unpacked on first use: few calls need them. */
export function readMetadata(
	request: WithMetadata,
	unpack: (struct: unknown) => Record<string, unknown> = toJavaScript,
): RequestMetadata {
	return {
		urn: request.getUrn(),
		get oldInputs() {
			const inputs = unpack(request.getOldInputs?.() ?? request.getInputs?.());
			return Object.keys(inputs).length > 0 ? inputs : undefined;
		},
		get randomSeed() {
			return request.getRandomseed_asU8?.();
		},
		get autonaming() {
			const given = request.getAutonaming?.();
			const mode = given && AUTONAMING_MODES[given.getMode()];
			return mode && { proposedName: given.getProposedName(), mode };
		},
		get timeout() {
			// 0: no timeout.
			return request.getTimeout?.() || undefined;
		},
	};
}

/** Of an absent struct: nothing. */
export function toJavaScript(struct: unknown): Record<string, unknown> {
	return (struct as Struct | undefined)?.toJavaScript() ?? {};
}
