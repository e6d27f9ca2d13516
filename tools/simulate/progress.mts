import type { Report } from "../../tests/faults/simulation/worker.ts";

/** Counts histories, and shows them: a line that is rewritten on a terminal, failures in full. */
export class Progress {
	done = 0;
	failures = 0;
	private readonly startedAt = Date.now();
	private readonly sums = { milliseconds: 0, requests: 0, broken: 0, acts: 0, crashes: 0, reported: 0, unseen: 0 };
	private readonly verdicts = new Map<string, number>();
	private shownAt = 0;

	/** Cases by kind of resource and verb, and by disturbance. */
	private readonly counts = new Map<string, Map<string, number>>();

	private histories: number;
	private readonly seed: number;
	/** Options with which a failure is replayed. */
	private readonly options: string;

	constructor(histories: number, seed: number, options: string) {
		this.histories = histories;
		this.seed = seed;
		this.options = options;
	}

	add(report: Report): void {
		const { figures, failure, title, disturbance, cases } = report;
		this.done++;
		if (cases !== undefined) this.histories = cases;
		if (disturbance !== undefined) this.count(title ?? "", disturbance);
		if (figures) for (const key of Object.keys(this.sums) as (keyof typeof figures)[]) this.sums[key] += figures[key];
		if (failure) this.show(report, failure);
		if (process.stderr.isTTY && Date.now() - this.shownAt > 100) {
			this.shownAt = Date.now();
			const part = Math.min(1, this.done / this.histories);
			const bar = "█".repeat(Math.round(20 * part)).padEnd(20, "░");
			process.stderr.write(`\r\x1b[K${bar} ${this.describe()}`);
		}
	}

	end(): void {
		if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
		if (this.counts.size > 0) process.stdout.write(`${this.formatCounts()}\n`);
		process.stdout.write(`${this.describe()}, seed ${this.seed}\n`);
		const count = (verdict: string) => this.verdicts.get(verdict) ?? 0;
		const names = ["lost", "doubled", "destroyed", "stuck", "taken", "not converged", "no sentence"];
		const counts = names.map((verdict) => `${count(verdict)} ${verdict}`);
		const { reported, unseen } = this.sums;
		process.stdout.write(
			`${reported} orphaned objects that a message has named, ${unseen} of requests that had their effect when nothing ran\n`,
		);
		const others = [...this.verdicts].filter(([verdict]) => !names.includes(verdict));
		process.stdout.write(`${[...counts, ...others.map(([name, n]) => `${n} ${name}`)].join(", ")}\n`);
	}

	private describe(): string {
		const { milliseconds, requests, broken, acts, crashes } = this.sums;
		const seconds = (Date.now() - this.startedAt) / 1000;
		const days = (milliseconds / 86_400_000).toFixed(1);
		const pace = Math.round((60 * this.done) / seconds);
		return (
			`${this.done} histories (${pace} a minute), ${days} days of virtual time, ${requests} requests, ${broken} broken, ` +
			`${crashes} crashes, ${acts} acts of somebody else, ${this.failures} failures`
		);
	}

	private count(title: string, disturbance: string): void {
		const [kind = "", verb = ""] = title.split(" / ");
		const row = this.counts.get(`${kind}, ${verb}`) ?? new Map<string, number>();
		row.set(disturbance, (row.get(disturbance) ?? 0) + 1);
		this.counts.set(`${kind}, ${verb}`, row);
	}

	/** How often each kind and verb was disturbed in which way, and all of them. */
	private formatCounts(): string {
		const names = [...new Set([...this.counts.values()].flatMap((row) => [...row.keys()]))].sort();
		const sums = names.map((name) => [...this.counts.values()].reduce((sum, row) => sum + (row.get(name) ?? 0), 0));
		const rows = [...this.counts].sort(([a], [b]) => (a < b ? -1 : 1));
		const lines = rows.map(([title, row]) => [title, ...names.map((name) => row.get(name) ?? 0)]);
		const width = Math.max(...lines.map(([title]) => String(title).length));
		return [["", ...names], ...lines, ["all", ...sums]]
			.map(([title, ...cells]) => String(title).padEnd(width) + cells.map((cell) => String(cell).padStart(11)).join(""))
			.join("\n");
	}

	private show({ seed, title, disturbance }: Report, { message, path, history, log }: NonNullable<Report["failure"]>) {
		this.failures++;
		const verdict = /BrokenPromiseError: ([^:]+):/.exec(message)?.[1] ?? "errors";
		this.verdicts.set(verdict, (this.verdicts.get(verdict) ?? 0) + 1);
		if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
		const cases = disturbance === "transition" ? "transitions" : "systematic";
		const which = disturbance === undefined ? `--seed ${seed} --path ${path}` : `--${cases} --case '${title ?? ""}'`;
		process.stdout.write(
			`${log}\n${message}\n${JSON.stringify(history)}\nagain: npm run simulate -- ${which}${this.options}\n\n`,
		);
	}
}
