/** got and p-retry are ES modules only; swc turns them into CommonJS like everything else, so jest needs no flag. */
module.exports = {
	testMatch: ["<rootDir>/tests/**/*.test.ts"],
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
	maxWorkers: 2,
	testEnvironment: "<rootDir>/tests/support/environment.cjs",
	/** Only what hangs takes longer, on whatever machine. */
	testTimeout: 600_000,
};
