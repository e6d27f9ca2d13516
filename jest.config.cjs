/** As in tests/support/full.ts. */
const isFull = process.env.FAULTS === "full";

/** What all lanes have in common. */
const shared = {
	rootDir: __dirname,
	// got and p-retry are ES modules only; swc turns them into CommonJS like everything else, so jest needs no flag.
	transform: {
		"^.+\\.[mc]?[jt]s$": [
			"@swc/jest",
			{
				jsc: { target: "es2023", parser: { syntax: "typescript" } },
				module: { type: "commonjs", ignoreDynamic: false },
			},
		],
	},
	// Pulumi's protocol is CommonJS already, and google-protobuf breaks when it is made strict.
	transformIgnorePatterns: ["/node_modules/(@pulumi|@grpc|google-protobuf|protobufjs)/"],
	moduleNameMapper: {
		"^pulumi-modelarts$": "<rootDir>/provider/index.ts",
		"^modelarts-simulator$": "<rootDir>/simulator/source/index.ts",
	},
	modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/simulator/dist/"],
	testEnvironment: "<rootDir>/tests/support/environment.cjs",
};

/** Only what hangs reaches its lane's limit, on whatever machine, milliseconds. */
const lane = (displayName, timeLimit) => ({
	...shared,
	displayName,
	testMatch: [`<rootDir>/tests/${displayName}/**/*.test.ts`],
	testPathIgnorePatterns: isFull ? [] : ["\\.full\\.test\\.ts$"],
	testEnvironmentOptions: { timeLimit },
});

/** Modules of pure functions: all that they decide is seen by a table, so that a line no test reaches is a gap. */
const pureModules = [
	"provider/definition/**/*.ts",
	"provider/lifecycle/create-safety/claim-rules.ts",
	"provider/lifecycle/polling/poll-interval.ts",
	"provider/lifecycle/power-state/power-rules.ts",
	"provider/lifecycle/power-state/transitions.ts",
	"provider/resources/*/power-state.ts",
];

module.exports = {
	maxWorkers: 2,
	// `npm run test:coverage`
	collectCoverageFrom: pureModules,
	coverageReporters: [["text", { file: "table.txt" }]],
	coverageThreshold: { global: { statements: 95, branches: 95, functions: 95, lines: 95 } },
	projects: [
		// Neither a build nor a CLI: `npm run test:unit`.
		lane("unit", 60_000),
		// The built package: the provider's process, the simulator's command, the tools.
		lane("contract", 600_000),
		// The real CLI.
		lane("end-to-end", 600_000),
		lane("faults", 600_000),
	],
};
