import type { dynamic } from "@pulumi/pulumi";
import type { Handler } from "../../lifecycle/contract";
import { contains } from "../../secrets/path";
import { hideSecrets, readSecrets } from "../../secrets/secrets";
import { showWarning } from "./engine-log";
import { explainPendingReplacement, explainPossibleLoss, explainResumedByOther } from "./explain-conflict";
import { intentsAt } from "./intents";
import { metadataOf } from "./request-metadata";
import { decodeState, listIds, nonEmptyString, type RawProperties } from "./state-codec";

export interface DiffOptions {
	/** Whether the inputs say that the option `retainOnDelete` is set. */
	readonly knowsRetention: boolean;
}

/** Compares the new inputs with the state; warns of losses and of an interrupted replacement. */
export function diffState<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	id: string,
	olds: RawProperties,
	news: RawProperties,
	{ knowsRetention }: DiffOptions,
): dynamic.DiffResult {
	const { urn } = metadataOf(news);
	const intents = intentsAt(olds);
	const resource = { identity: nonEmptyString(olds.identity), urn };
	const other = intents.findTaker(id, resource);
	if (other !== undefined) throw new Error(explainResumedByOther(id, other));
	const ids = listIds(handler, id, olds);
	intents.forget(ids);
	intents.recordInState(ids, resource);
	const { __provider, secretInputs, retainOnDelete, ...given } = news;
	const secrets = readSecrets(news);
	const { warnings = [], losses = [], ...difference } = handler.diff(decodeState(handler, id, olds), given);
	// The old inputs are unpacked only for warnings: every resource of every preview comes here.
	if (warnings.length + losses.length > 0) {
		const { oldInputs } = metadataOf(news);
		const known = readSecrets(olds, oldInputs, news);
		const isRetained = (oldInputs ?? news).retainOnDelete === true;
		const feared = losses.map((loss) => (knowsRetention ? loss : explainPossibleLoss(loss)));
		for (const warning of [...warnings, ...(isRetained ? [] : feared)]) showWarning(urn, hideSecrets(warning, known));
	}
	if (!difference.replaces) intents.recordOwner(id, resource);
	const pending = difference.replaces ? undefined : intents.findBegun(resource, id);
	if (pending !== undefined) showWarning(urn, explainPendingReplacement(pending, id));

	const { replaces, changes, ...rest } = difference;
	// A value that has become secret is in clear text among the outputs, until an update marks it.
	const before = readSecrets(olds).paths;
	const hasNewSecret = secrets.paths.some((path) => !before.some((one) => contains(one, path)));
	return {
		...rest,
		...(changes !== undefined && !(changes === false && hasNewSecret) && { changes }),
		replaces: replaces && [...replaces],
	};
}
