import type { Row } from "./report";

/** What every section is given. */
export interface BenchOptions {
	/** How many pairs, in place of what each measure takes by itself. */
	readonly pairs?: number;

	/** To run `pulumi` in: it is on the PATH, and nothing of the caller's own settings is there. */
	readonly environment: Readonly<Record<string, string | undefined>>;

	/** Says what is going on; runs take minutes. */
	readonly say: (text: string) => void;
}

/** One part of the table. */
export interface Section {
	readonly name: string;

	/** For `--help`. */
	readonly about: string;

	/** Rows as they come, so that an interrupted bench has shown what it had. */
	measure(options: BenchOptions): AsyncIterable<Row>;
}
