import type { Row } from "./report";

/** The parameters of every section. */
export interface BenchOptions {
	/** Number of pairs, in place of the default of each measure. */
	readonly pairs?: number;

	/** The environment for `pulumi`: it is on the PATH, without the caller's own settings. */
	readonly environment: Readonly<Record<string, string | undefined>>;

	/** Prints progress; runs take minutes. */
	readonly say: (text: string) => void;
}

/** One part of the table. */
export interface Section {
	readonly name: string;

	/** For `--help`. */
	readonly about: string;

	/** Entries as they are measured, so that an interrupted bench has printed the earlier ones. */
	measure(options: BenchOptions): AsyncIterable<Row>;
}
