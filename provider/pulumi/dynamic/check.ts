import type { Handler, Properties } from "../../lifecycle/contract";
import { individualize } from "../../lifecycle/create-safety/resource-identity";
import { findKept, hideSecrets, isSecret, markAdded, markPaths, readSecrets } from "../../secrets/secrets";
import { currentSession, findSecretDefaults, listSecretSettings } from "./configuration";
import { showWarning } from "./engine-log";
import { explainPendingCreate } from "./explain-conflict";
import { findResumable } from "./intents";
import { metadataOf } from "./request-metadata";
import { sanitizeProperties, sanitizeText } from "./sanitize";
import { encodeRetention, encodeSecretPaths, type RawProperties } from "./state-codec";
import { wrapText } from "./wrap-text";

/** What Pulumi's dynamic provider returns from `check`. */
export interface CheckResponse {
	inputs: Properties;
	failures: { property: string; reason: string }[];
}

/** Validates the new inputs and fills in defaults; warns of what an interrupted run began to create for the resource. */
export function checkInputs<Inputs extends object, Outputs extends Inputs>(
	handler: Handler<Inputs, Outputs>,
	olds: RawProperties,
	news: RawProperties,
): CheckResponse {
	const { __provider, secretInputs, retainOnDelete, ...given } = sanitizeProperties(news);
	const { __provider: _, secretInputs: __, retainOnDelete: ___, ...before } = olds ?? {};
	const old = Object.keys(before).length > 0 ? before : undefined;
	const { urn, randomSeed, autonaming } = metadataOf(news);
	const { identity } = given;
	const isNew = old === undefined && typeof identity === "string";
	// The first call of a process is without the engine's seed: a saved plan does not know the identity that it draws.
	const named = isNew ? { ...given, identity: individualize(identity, randomSeed) } : given;
	const { inputs, validationErrors, hints = [] } = handler.check(old, named, currentSession(), autonaming);

	const kept = findKept(inputs, { given: named, before }, readSecrets(olds));
	const own = readSecrets(news);
	const secrets = { ...readSecrets(olds, news), paths: [...new Set([...own.paths, ...kept])].sort() };
	for (const hint of hints) showWarning(urn, hideSecrets(hint, secrets));
	const pending = isNew && validationErrors.length === 0 ? findResumable({ identity, urn }, given) : undefined;
	if (pending !== undefined) showWarning(urn, explainPendingCreate(pending));
	// Given a property, the CLI would print its value: in full, even of a secret, and `<nil>` where it is nested.
	const failures = validationErrors.map(({ property, reason }) => {
		const shown = isSecret(property, secrets)
			? reason.replace(/, got [^]*$/, ", got something else, which is secret")
			: reason;
		return { property: "", reason: wrapText(sanitizeText(hideSecrets(`${property}: ${shown}`, secrets))) };
	});

	const isSetting = (path: string) => path.startsWith("huaweicloud:");
	const settings = listSecretSettings(secrets.paths.filter(isSetting));
	const added = markAdded(sanitizeProperties(inputs), given, findSecretDefaults(settings)) as Properties;
	const marked = markPaths(added, { paths: kept });
	const paths = [...secrets.paths.filter((path) => !isSetting(path)), ...settings];
	return { inputs: { ...marked, ...encodeSecretPaths({ paths }), ...encodeRetention(news) }, failures };
}
