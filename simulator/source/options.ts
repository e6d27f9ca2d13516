import type { Clock } from "./clock/clock";
import type { SettingsChange } from "./settings/table";

/** The options of a simulator. Each has a default. */
export interface SimulatorOptions {
	/** 0: any free port. */
	readonly port?: number;
	readonly host?: string;
	readonly accessKey?: string;
	readonly secretKey?: string;
	/** Of several projects, the first belongs to the first region, and so on. */
	readonly projectId?: string | readonly string[];
	readonly region?: string | readonly string[];
	readonly user?: string;
	readonly password?: string;
	/** The factor by which all configured durations are shortened. */
	readonly speed?: number;
	/** The same seed gives the same ids and durations. */
	readonly seed?: number;
	/** For tests in the same process: a clock that advances only when the test says so. */
	readonly clock?: Clock;
	/** Initial values of any of the settings. */
	readonly settings?: SettingsChange;
}

type ResolvedOptions = Required<Omit<SimulatorOptions, "speed" | "seed" | "clock" | "settings">>;

const defaults: ResolvedOptions = {
	port: 0,
	host: "127.0.0.1",
	accessKey: "AKSIMULATOR000000001",
	secretKey: "SKsimulatorOnly0123456789abcdefghijklmno",
	projectId: "0123456789abcdef0123456789abcdef",
	region: "cn-north-4",
	user: "simulator-user",
	password: "simulator-password",
};

/** Writes the accounts as settings, so that a test can change them like any other setting. */
export function createAccountSettings(options: SimulatorOptions): SettingsChange {
	const { accessKey, secretKey, user, password, projectId, region } = applyDefaults(options);
	const [ids, regions] = [[projectId].flat(), [region].flat()];
	if (ids.length !== regions.length)
		throw new Error(
			`As many projects as regions are required: got ${ids.length} projects and ${regions.length} regions.`,
		);
	return {
		projects: ids.map((id, index) => ({ id, name: regions[index] ?? "" })),
		users: [{ name: user, password }],
		keys: [{ accessKey, secretKey, user }],
		...(options.speed !== undefined && { speed: options.speed }),
		...(options.seed !== undefined && { seed: options.seed }),
	};
}

/** An option whose value is undefined counts as omitted. */
export function applyDefaults(options: SimulatorOptions): ResolvedOptions {
	const given = Object.entries(options).filter(([, value]) => value !== undefined);
	return { ...defaults, ...(Object.fromEntries(given) as SimulatorOptions) };
}
