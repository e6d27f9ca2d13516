/**
 * Which module of provider/ may depend on which (ARCHITECTURE.md draws them), types included. A module is listed with those
 * that it may import; anything else is an error, and so is every circle between files.
 */
const modules = {
	secrets: ["lifecycle/contract"],
	"services/clock": [],
	"services/shape": [],
	"services/rate-limit": ["services/clock"],
	services: ["secrets"],
	definition: [
		"lifecycle/contract",
		"lifecycle/create-safety/autonaming",
		"lifecycle/create-safety/resource-identity",
		"services/shape",
	],
	"lifecycle/polling": ["services/clock"],
	lifecycle: ["services", "definition"],
	resources: ["lifecycle", "services", "definition"],
	lookups: ["services", "definition", "lifecycle/contract"],
	"declare-inputs": ["lifecycle/contract", "resources"],
	"pulumi/secret-settings": [],
	"pulumi/program": [
		"lifecycle/create-safety/resource-identity",
		"definition",
		"lookups",
		"services",
		"secrets",
		"pulumi/secret-settings",
	],
	"pulumi/plugin": [
		"declare-inputs",
		"pulumi/dynamic",
		"pulumi/secret-settings",
		"lookups",
		"lifecycle",
		"services",
		"secrets",
		"resources",
	],
	"pulumi/dynamic": ["lifecycle", "services", "secrets", "resources"],
	cli: ["declare-inputs", "resources", "lifecycle", "services", "secrets", "definition"],
};

const names = Object.keys(modules).sort((one, other) => other.length - one.length);

/** The rule of a module: none of its files, but those of a module within it, imports anything that is not listed. */
function ruleOf(name) {
	const inner = names.filter((other) => other.startsWith(`${name}/`));
	const allowed = [name, ...modules[name]].map((other) => `${other}(/|\\.ts$)`);
	return {
		name: `${name} depends on too much`,
		severity: "error",
		from: {
			path: `^provider/${name}(/|\\.ts$)`,
			pathNot: [...inner.map((other) => `^provider/${other}(/|\\.ts$)`), "/resource\\.ts$"],
		},
		to: { path: "^provider/", pathNot: allowed.map((other) => `^provider/${other}`) },
	};
}

module.exports = {
	forbidden: [
		{ name: "no circles", severity: "error", from: { path: "^(provider|simulator)/" }, to: { circular: true } },
		...names.map(ruleOf),
		{
			name: "Pulumi is known to pulumi/ alone",
			severity: "error",
			from: { path: "^provider/", pathNot: ["^provider/(pulumi/|(index|native)\\.ts$)", "/resource\\.ts$"] },
			to: { path: "(^|/)node_modules/@pulumi/" },
		},
		{
			name: "a class is loaded by every program: types, identity and its definition only",
			severity: "error",
			from: { path: "^provider/resources/[^/]+/resource\\.ts$" },
			to: {
				path: "^provider/",
				pathNot: [
					"^provider/pulumi/program/",
					"^provider/lifecycle/create-safety/resource-identity",
					"/definition\\.ts$",
				],
			},
		},
		{
			name: "provider/ and simulator/ never import each other",
			severity: "error",
			from: { path: "^(provider|simulator)/" },
			to: { path: "^(provider|simulator)/", pathNot: "^$1/" },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: "tsconfig.json" },
		doNotFollow: { path: "node_modules" },
		exclude: { path: "/dist/" },
		enhancedResolveOptions: {
			exportsFields: ["exports"],
			conditionNames: ["types", "import", "require", "node", "default"],
		},
	},
};
