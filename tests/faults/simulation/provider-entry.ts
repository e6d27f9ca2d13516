import { cancel } from "../../../provider/pulumi/dynamic/cancellation";
import { type DynamicProvider, toEngineOperations } from "../../../provider/pulumi/dynamic/dynamic-provider";
import { attach, type RequestMetadata } from "../../../provider/pulumi/dynamic/request-metadata";
import { beginRun } from "../../../provider/pulumi/dynamic/run";
import { type KindName, kinds } from "../../../provider/resources";
import { unwrapSecrets } from "../../../provider/secrets/secrets";

/** The provider of one process, as the simulation calls it. */
export interface ProviderModule {
	readonly operations: Readonly<Record<KindName, DynamicProvider>>;
	/** What a `Cancel` of the engine does. */
	readonly cancel: () => void;
	/** An engine with another address has connected. */
	readonly beginRun: (address: string) => void;
	readonly attach: <Value extends object>(properties: Value, metadata: RequestMetadata) => Value;
	readonly unwrapSecrets: (value: unknown) => unknown;
}

const entries = Object.values(kinds).map((kind) => [
	kind.name,
	toEngineOperations(kind.handler, { knowsRetention: true }),
]);

const module_: ProviderModule = {
	operations: Object.fromEntries(entries) as ProviderModule["operations"],
	cancel,
	beginRun,
	attach,
	unwrapSecrets,
};
export default module_;
