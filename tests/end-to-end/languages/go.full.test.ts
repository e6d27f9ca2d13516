import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { kindNames } from "../../../provider/resources";
import { describeWhere } from "../../support/describe-where";
import { runProgram } from "../../support/programs";
import type { Simulator } from "modelarts-simulator";
import { findSdkWriter, root, writeSdks } from "../support/cli";
import { environmentOf } from "../support/cloud";
import {
	createQuickstart,
	destroyQuickstart,
	expectUnchanged,
	findSchemaExample,
	openQuickstartCloud,
	copyLanguageExample,
	makeFolder,
} from "../support/language-example";
import { openStack, type Stack } from "../support/stack";

const TIME = 300_000;
const isThere = findSdkWriter() !== undefined;

/** Compiled as the CLI is (tools/go/go-build.mts), so that what both are made of is compiled once. */
const AS_THE_CLI = { CGO_ENABLED: "0", GOFLAGS: "-trimpath -tags=osusergo,grpcnotrace", GOWORK: "off" };

describeWhere(
	isThere,
	"Programs in Go",
	"there is no Go",
)("a program in Go", () => {
	let cloud: Simulator;
	let stack: Stack;
	let folder: string;

	beforeAll(async () => {
		cloud = await openQuickstartCloud();
		folder = copyLanguageExample("quickstart-go");
		nameModules(folder);
		stack = await openStack({ folder, env: { ...environmentOf(cloud), ...AS_THE_CLI } });
	}, TIME);

	/** The versions that the CLI is built from, instead of those that `go mod tidy` would choose. */
	function nameModules(folder: string): void {
		const sdks = makeFolder("sdks");
		writeSdks(sdks);
		const known = join(root, "tools", "languages", "go");
		const versions = readFileSync(join(known, "go.mod"), "utf8");
		const file = join(folder, "go.mod");
		writeFileSync(file, versions.replace(/^module .*/m, "module quickstart-go"));
		appendFileSync(file, "\nrequire pulumi-modelarts/sdk/go v0.0.0\n");
		appendFileSync(file, `\nreplace pulumi-modelarts/sdk/go => ${join(sdks, "go")}\n`);
		cpSync(join(known, "go.sum"), join(folder, "go.sum"));
	}

	test("shows its resources in a preview, and creates them", () => createQuickstart(stack, cloud), TIME);

	test(
		"that is an example of the package schema compiles, for each class",
		() => {
			for (const kind of kindNames) {
				mkdirSync(join(folder, kind));
				writeFileSync(join(folder, kind, "main.go"), findSchemaExample(kind, "go"));
			}
			runProgram("go", ["vet", ...kindNames.map((kind) => `./${kind}`)], {
				cwd: folder,
				env: { ...process.env, ...AS_THE_CLI },
			});
		},
		TIME,
	);

	test("is unchanged in the next preview, and after a refresh", () => expectUnchanged(stack), TIME);

	test("is deleted by `pulumi destroy`", () => destroyQuickstart(stack, cloud), TIME);
});
