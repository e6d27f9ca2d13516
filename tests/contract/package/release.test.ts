import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { node, root, run } from "../tools/fake-machine";

const ready = {
	version: "1.2.3",
	repository: "git+https://example.org/it.git",
	changelog: "# Changelog\n\n## 1.2.3 (2026-12-01)\n\n- It works.\n",
	uncommitted: "",
	tags: ["v1.2.3"],
	environment: { ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.org/token" },
};

async function findObstacles(facts: object): Promise<string[]> {
	const url = pathToFileURL(join(root, "tools", "package", "obstacles.mts")).href;
	const text = `
		const { findObstacles } = await import("${url}");
		console.log(JSON.stringify(findObstacles(${JSON.stringify(facts)})));`;
	const { stdout, stderr } = await run(node, ["--input-type=module", "--eval", text], process.env);
	if (!stdout) throw new Error(stderr);
	return JSON.parse(stdout) as string[];
}

test("a tagged, described commit in a pipeline with a provable identity has no obstacle", async () => {
	expect(await findObstacles(ready)).toEqual([]);
});

test.each([
	["uncommitted changes", { uncommitted: " M README.md" }, "not committed"],
	["a commit without the version's tag", { tags: ["v1.2.2"] }, "not tagged v1.2.3"],
	["a version missing in the changelog", { changelog: "# Changelog\n" }, "says nothing of 1.2.3"],
	["a version that the changelog calls unreleased", { changelog: "## 1.2.3 (unreleased)" }, "unreleased"],
	["a package without a repository", { repository: undefined }, "repository.url"],
	["a machine without a provable identity", { environment: {} }, "Provenance"],
])("%s are an obstacle to a release", async (_what, facts, sentence) => {
	expect(await findObstacles({ ...ready, ...facts })).toEqual([expect.stringContaining(sentence)]);
});
