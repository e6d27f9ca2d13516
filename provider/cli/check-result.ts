import { wrapText } from "./terminal";

/**
 * - `ok`: passed
 * - `note`: information
 * - `warning`: works now, but may fail later or for some resources
 * - `failed`: has to be corrected
 * - `skipped`: not run because an earlier check failed
 */
export type Verdict = "ok" | "note" | "warning" | "failed" | "skipped";

/** One line of `doctor`. */
export interface CheckResult {
	/** The check: `credentials`, `demanager`. */
	readonly check: string;
	readonly verdict: Verdict;

	/** One sentence without the full stop. */
	readonly message: string;

	/** The remediation. */
	readonly advice?: string;
}

/** All results as a table, each with its remediation, and a summary at the end. */
export function formatCheckResults(results: readonly CheckResult[]): string {
	const lines = results.map(({ verdict, check, message, advice }) => {
		const indent = " ".repeat(23);
		const line = wrapText(message, `${verdict.padEnd(9)}${check.padEnd(14)}`, indent);
		return advice === undefined ? line : `${line}\n${wrapText(advice, `${indent}→ `, `${indent}  `)}`;
	});
	return [...lines, "", summarize(results)].join("\n");
}

function summarize(results: readonly CheckResult[]): string {
	const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
	const [failed, warnings] = [count("failed"), count("warning")];
	if (failed > 0) return `${failed} of ${results.length} checks failed.`;
	if (warnings === 0) return "All checks passed.";
	return `All checks passed, with ${warnings === 1 ? "a warning" : `${warnings} warnings`}.`;
}
