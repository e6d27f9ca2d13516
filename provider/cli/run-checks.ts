import { Account } from "../services/auth/account";
import type { ServiceName } from "../services/config/endpoints";
import { CredentialsError } from "../services/auth/credentials";
import { findValue, type ConfigurationSources } from "../services/config/configuration-keys";
import { resolveConfiguration, type Configuration } from "../services/config/configuration";
import { ConfigurationError } from "../services/config/configuration-error";
import { createTransport, type Send } from "../services/http/transport";
import { parseDate } from "../services/rate-limit/backoff";
import { describeSettings } from "./describe-settings";
import type { Finding } from "./check-result";
import { type ClockSample, judgeClock } from "./classify-clock";
import { judgeFailure } from "./classify-failure";
import { listQuestions, type Place, type Question } from "./open-services";

/** How long one question may be repeated, milliseconds. */
const PATIENCE = 15_000;

/** Looks at settings, clock, services and permissions; asks one question at a time, and changes nothing. */
export async function examine(sources: ConfigurationSources): Promise<Finding[]> {
	let settings: Configuration;
	let findings: Finding[];
	try {
		settings = resolveConfiguration(sources);
		findings = describeSettings(settings, sources);
	} catch (error) {
		if (!(error instanceof ConfigurationError)) throw error;
		return error.validationErrors.map((message) => ({ check: "settings", verdict: "failed", message }));
	}

	if (settings.credentials instanceof CredentialsError || settings.region === undefined) return findings;

	const samples: ClockSample[] = [];
	const account = new Account(settings, { send: sampleTime(createTransport(settings), samples) });
	const services = await askAll(account, settings.region, sources);
	return [...findings, ...services, judgeClock(samples)];
}

async function askAll(account: Account, region: string, sources: ConfigurationSources): Promise<Finding[]> {
	let projectId: string;
	try {
		projectId = await account.findProjectId(region, { deadline: Date.now() + PATIENCE });
	} catch (error) {
		const { verdict, message, advice } = judgeFailure(error);
		return [{ check: "project", verdict, message, advice }];
	}

	const place =
		findValue(sources, "projectId")?.foundIn ?? `found by the name ${account.configuration.projectName ?? region}`;
	const project: Finding = { check: "project", verdict: "ok", message: `${projectId} (${place})` };
	return [project, ...(await askInTurn(listQuestions(account, { region, projectId } satisfies Place)))];
}

/** One after the other: a wrong key that is tried too often is locked. */
async function askInTurn(questions: readonly Question[]): Promise<Finding[]> {
	const findings: Finding[] = [];
	const unreachable = new Set<ServiceName>();
	const absent = new Set<string>();
	let refused = false;
	for (const question of questions) {
		const { check, service, isOptional } = question;
		if (refused || unreachable.has(service)) {
			const why = refused ? "as the credentials are refused" : "as the service cannot be reached";
			findings.push({ check, verdict: "skipped", message: `not asked, ${why}` });
			continue;
		}

		try {
			findings.push({ check, verdict: "ok", message: await question.ask({ deadline: Date.now() + PATIENCE }) });
		} catch (error) {
			const { verdict, message, advice, spoils, isAbsent } = judgeFailure(error);
			refused ||= spoils === "credentials";
			if (spoils === "service") unreachable.add(service);
			if (isAbsent) absent.add(check);
			const isBad = verdict === "failed" && isOptional && spoils !== "credentials";
			findings.push({
				check,
				verdict: isBad ? "warning" : verdict,
				message,
				advice: isAbsent ? INSTEAD[check] : advice,
			});
		}
	}
	return absent.has("demanager") && absent.has("notebooks") ? findings.map(blame) : findings;
}

/** What to do where a region does not serve an API. */
const INSTEAD: Readonly<Record<string, string>> = {
	demanager: "Use Notebook in place of NotebookInstance; docs/reference/api-mapping.md says which input is which.",
	notebooks:
		"Use NotebookInstance in place of Notebook (docs/reference/api-mapping.md says which input is which), or another region.",
	images: "CustomImage and NotebookImage cannot be used in this region.",
	ims: "CloudImage cannot be used in this region.",
	workspaces: "Use the default workspace, 0, which needs no setting.",
};

/** A region with neither of the two is more likely a wrong region or a wrong address. */
function blame(finding: Finding): Finding {
	if (finding.check !== "demanager" && finding.check !== "notebooks") return finding;
	const advice =
		"No notebooks at all: check huaweicloud:region (HW_REGION_NAME) and huaweicloud:endpoints (HW_ENDPOINTS).";
	return { ...finding, verdict: "failed", advice };
}

/** Notes what time the services say it is. */
function sampleTime(send: Send, samples: ClockSample[]): Send {
	return async (httpRequest) => {
		const before = Date.now();
		const answer = await send(httpRequest);
		const remote = parseDate(answer.headers.date);
		if (remote !== undefined) samples.push({ local: (before + Date.now()) / 2, remote });
		return answer;
	};
}
