import { remediationRules } from "../../provider/services/http/remediation";
import type { RemediationContext, RemediationRule } from "../../provider/services/http/remediation-rule";
import { describeFailure, type NetworkFailure } from "../../provider/services/http/network-failure";
import { imsErrors } from "../../simulator/source/ims/error-table";
import { modelartsErrors } from "../../simulator/source/modelarts/error-table";
import { expandCodes } from "./codes";
import { writeRows } from "./rows";

/** Placeholder for a value that is only known with the error. */
const CONTEXT: RemediationContext = {
	status: 400,
	code: "",
	serviceMessage: "",
	service: "<service>",
	origin: "<endpoint>",
	region: "<region>",
	credentials: "access key",
	source: "<where they are from>",
	permission: "<permission>",
};

/** Every known code: the service's documented description, and our remediation. */
export function writeCodeTable(): string {
	const rows = remediationRules.flatMap((rule) => codesOf(rule).map((code) => ({ code, rule })));
	const known = new Set<string>();
	const firsts = rows.filter(({ code }) => !known.has(code) && known.add(code));
	firsts.sort((left, right) => left.code.localeCompare(right.code, "en"));
	return writeRows(
		["Code", "What the service means", "What to do"],
		firsts.map(({ code, rule }) => [`\`${code}\``, explainCode(code), tidy(rule.describe(CONTEXT))]),
	);
}

/** Descriptions in the services' documents that are more than a repetition of the error. */
export function writePlainCodeTable(): string {
	const advised = new Set(remediationRules.flatMap(codesOf));
	const texts = [
		...Object.keys(imsErrors).map((number) => `IMG.${number}`),
		...Object.keys(modelartsErrors).map((number) => `ModelArts.${number}`),
	];
	const plain = texts.filter((code) => !advised.has(code)).sort((left, right) => left.localeCompare(right, "en"));
	return writeRows(
		["Code", "What the service means"],
		plain.map((code) => [`\`${code}\``, explainCode(code)]),
	);
}

function codesOf({ code }: RemediationRule): string[] {
	return code ? expandCodes(code) : [];
}

/** Remediations by status, or by words of the message, whatever the code. */
export function writeStatusTable(): string {
	const rules = remediationRules.filter(({ code }) => code === undefined);
	return writeRows(
		["Status", "If the message says", "What to do"],
		rules.map(({ status, message, describe: advise }) => [
			`\`${status}\``,
			message ? `\`${message.source.replaceAll("\\b", "").replaceAll(".*", " … ")}\`` : "",
			tidy(advise({ ...CONTEXT, status: status ?? 0 })),
		]),
	);
}

/** The service's own text, as far as its documents have one. */
function explainCode(code: string): string {
	const [service, number = ""] = code.split(".");
	const texts: Record<string, string | undefined> = {
		IMG: (imsErrors as Record<string, string>)[number],
		ModelArts: (modelartsErrors as unknown as Record<string, readonly [number, string]>)[number]?.[1],
	};
	return (texts[service ?? ""] ?? "").replaceAll("{}", "…");
}

const FAILURES: NetworkFailure[] = [
	{ code: "ENOTFOUND", message: "" },
	{ code: "ECONNREFUSED", message: "" },
	{ code: "ETIMEDOUT", phase: "connect", message: "" },
	{ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE", message: "" },
	{ code: "EPROTO", message: "" },
	{ code: "ETIMEDOUT", phase: "response", message: "" },
	{ code: "ECONNRESET", message: "" },
];

/** Messages for missing responses, with their remediation. */
export function writeNetworkTable(): string {
	const attempted = { operation: "", object: "", purpose: "…", isReadOnly: true };
	const target = { service: "<service>", origin: "<endpoint>", isKnown: false };
	const messages = FAILURES.map((failure) => describeFailure(failure, attempted, target).message);
	return writeRows(
		["What happened", "What to do"],
		messages.map((message) => {
			const [happened = "", ...advice] = message.replace("Could not …: ", "").split(/(?<=\.) (?=[A-Z])/);
			return [tidy(happened), tidy(advice.join(" ")) || "Nothing: it is tried again by itself, until the timeout."];
		}),
	);
}

/** Placeholders as code, or Markdown takes them for HTML. */
function tidy(text: string): string {
	return text.replace(/<([a-z ]+)>(:<([a-z ]+)>)?/g, "`$&`");
}
