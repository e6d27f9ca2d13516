import { Account } from "../services/auth/account";
import { systemClock } from "../services/clock";
import type { ServiceName } from "../services/config/endpoints";
import { CredentialsError } from "../services/auth/credentials";
import { findValue, type ConfigurationSources } from "../services/config/configuration-keys";
import { resolveConfiguration, type Configuration } from "../services/config/configuration";
import { ConfigurationError } from "../services/config/configuration-error";
import { createTransport, type Send } from "../services/http/transport";
import { parseDate } from "../services/rate-limit/backoff";
import { describeSettings } from "./describe-settings";
import type { CheckResult } from "./check-result";
import { type ClockSample, classifyClock } from "./classify-clock";
import { classifyFailure } from "./classify-failure";
import { listServiceChecks, type Location, type ServiceCheck } from "./service-checks";

/** Timeout of one check with its retries, milliseconds. */
const CHECK_TIMEOUT = 15_000;

/** Checks settings, clock, services and permissions, with one request at a time; changes nothing. */
export async function runChecks(sources: ConfigurationSources): Promise<CheckResult[]> {
	let settings: Configuration;
	let results: CheckResult[];
	try {
		settings = resolveConfiguration(sources);
		results = describeSettings(settings, sources);
	} catch (error) {
		if (!(error instanceof ConfigurationError)) throw error;
		return error.validationErrors.map((message) => ({ check: "settings", verdict: "failed", message }));
	}

	if (settings.credentials instanceof CredentialsError || settings.region === undefined) return results;

	const samples: ClockSample[] = [];
	const account = new Account(settings, { send: sampleTime(createTransport(settings), samples) });
	const services = await checkServices(account, settings.region, sources);
	return [...results, ...services, classifyClock(samples)];
}

async function checkServices(account: Account, region: string, sources: ConfigurationSources): Promise<CheckResult[]> {
	let projectId: string;
	try {
		projectId = await account.findProjectId(region, { deadline: account.clock.now() + CHECK_TIMEOUT });
	} catch (error) {
		const { verdict, message, advice } = classifyFailure(error);
		return [{ check: "project", verdict, message, advice }];
	}

	const place =
		findValue(sources, "projectId")?.foundIn ?? `found by the name ${account.configuration.projectName ?? region}`;
	const project: CheckResult = { check: "project", verdict: "ok", message: `${projectId} (${place})` };
	return [project, ...(await runInSequence(listServiceChecks(account, { region, projectId } satisfies Location)))];
}

/** Sequentially: a wrong key that is tried too often is locked. */
async function runInSequence(checks: readonly ServiceCheck[]): Promise<CheckResult[]> {
	const results: CheckResult[] = [];
	const unreachable = new Set<ServiceName>();
	const absent = new Set<string>();
	let refused = false;
	for (const question of checks) {
		const { check, service, isOptional } = question;
		if (refused || unreachable.has(service)) {
			const why = refused ? "the credentials were rejected" : "the service cannot be reached";
			results.push({ check, verdict: "skipped", message: `not run: ${why}` });
			continue;
		}

		try {
			results.push({
				check,
				verdict: "ok",
				message: await question.run({ deadline: systemClock.now() + CHECK_TIMEOUT }),
			});
		} catch (error) {
			const { verdict, message, advice, blocks, isNotServed } = classifyFailure(error);
			refused ||= blocks === "credentials";
			if (blocks === "service") unreachable.add(service);
			if (isNotServed) absent.add(check);
			const isBad = verdict === "failed" && isOptional && blocks !== "credentials";
			results.push({
				check,
				verdict: isBad ? "warning" : verdict,
				message,
				advice: isNotServed ? ALTERNATIVES[check] : advice,
			});
		}
	}
	return absent.has("demanager") && absent.has("notebooks") ? results.map(explainNoNotebookApi) : results;
}

/** Remediations where an API is not available in a region. */
const ALTERNATIVES: Readonly<Record<string, string>> = {
	demanager: "Use Notebook in place of NotebookInstance; docs/reference/api-mapping.md says which input is which.",
	notebooks:
		"Use NotebookInstance in place of Notebook (docs/reference/api-mapping.md says which input is which), or another region.",
	images: "CustomImage and NotebookImage cannot be used in this region.",
	ims: "CloudImage cannot be used in this region.",
	workspaces: "Use the default workspace, 0, which needs no setting.",
};

/** Without either notebook API, the region or the address is probably wrong. */
function explainNoNotebookApi(result: CheckResult): CheckResult {
	if (result.check !== "demanager" && result.check !== "notebooks") return result;
	const advice =
		"Neither notebook API is available: check huaweicloud:region (HW_REGION_NAME) and huaweicloud:endpoints (HW_ENDPOINTS).";
	return { ...result, verdict: "failed", advice };
}

/** Records the time in the services' responses. */
function sampleTime(send: Send, samples: ClockSample[]): Send {
	return async (httpRequest) => {
		const before = Date.now();
		const response = await send(httpRequest);
		const remote = parseDate(response.headers.date);
		if (remote !== undefined) samples.push({ local: (before + Date.now()) / 2, remote });
		return response;
	};
}
