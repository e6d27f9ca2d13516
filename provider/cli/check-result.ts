import { wrapText } from "./terminal";

/**
 * - `ok`: as it should be
 * - `note`: good to know
 * - `warning`: works, but will not for long, or not everywhere
 * - `failed`: has to be put right
 * - `skipped`: could not be asked because of what failed before
 */
export type Verdict = "ok" | "note" | "warning" | "failed" | "skipped";

/** One line of `doctor`. */
export interface Finding {
	/** What was looked at: `credentials`, `demanager`. */
	readonly check: string;
	readonly verdict: Verdict;

	/** What was found, one sentence without the full stop. */
	readonly message: string;

	/** What to do about it. */
	readonly advice?: string;
}

/** All findings as a table, what to do under each line, and a sum at the end. */
export function writeFindings(findings: readonly Finding[]): string {
	const lines = findings.map(({ verdict, check, message, advice }) => {
		const indent = " ".repeat(23);
		const line = wrapText(message, `${verdict.padEnd(9)}${check.padEnd(14)}`, indent);
		return advice === undefined ? line : `${line}\n${wrapText(advice, `${indent}→ `, `${indent}  `)}`;
	});
	return [...lines, "", sumUp(findings)].join("\n");
}

function sumUp(findings: readonly Finding[]): string {
	const count = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict).length;
	const [failed, warnings] = [count("failed"), count("warning")];
	if (failed > 0) return `${failed} of ${findings.length} checks failed.`;
	return warnings > 0 ? `Works, with ${warnings === 1 ? "a warning" : `${warnings} warnings`}.` : "All is well.";
}
