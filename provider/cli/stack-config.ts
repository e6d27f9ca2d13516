import { NAMESPACE } from "../services/config/configuration-keys";
import { findProjectName } from "./project";
import { type PulumiOptions, PulumiError, runPulumi } from "./pulumi-cli";

/** The `huaweicloud:` part of a stack's configuration, secrets in clear text: never shown. */
export interface StackConfig {
	readonly values: Readonly<Record<string, string>>;

	/** Why the configuration could not be read. */
	readonly problem?: string;
}

/** Reads the configuration with the CLI, which can decrypt it. Without a project or a CLI it is empty. */
export async function readStackConfig(options: PulumiOptions): Promise<StackConfig> {
	if (findProjectName(options.folder) === undefined) {
		return { values: {}, problem: `${options.folder} is in no Pulumi project` };
	}
	try {
		return { values: parseConfig(await runPulumi(["config", "--json", "--show-secrets"], options)) };
	} catch (error) {
		if (error instanceof PulumiError) return { values: {}, problem: error.message };
		throw error;
	}
}

/** Parses our namespace in the output of `pulumi config --json`; objects as JSON text. */
export function parseConfig(json: string): Record<string, string> {
	const entries = Object.entries(JSON.parse(json) as Record<string, { value?: unknown; objectValue?: unknown }>);
	return Object.fromEntries(
		entries
			.filter(([key]) => key.startsWith(`${NAMESPACE}:`))
			.flatMap(([key, { value, objectValue }]) => {
				const text = objectValue === undefined ? value : JSON.stringify(objectValue);
				return typeof text === "string" ? [[key, text]] : [];
			}),
	);
}
