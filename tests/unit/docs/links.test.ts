import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { runProgram } from "../../support/programs";

const repository = resolve(__dirname, "../../..");

/** Every page of the repository, also one that is not committed yet. */
const pages = runProgram("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], {
	cwd: repository,
})
	.split("\n")
	.filter((page) => page !== "" && existsSync(join(repository, page)));

interface Link {
	readonly page: string;
	readonly target: string;
}

/** Links to other pages and to headings, not to other sites. */
const links: Link[] = pages.flatMap((page) => {
	const text = readText(page);
	const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
	return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => ({ page, target }));
});

/** Without blocks of code, which may hold anything. */
function readText(page: string): string {
	return readFileSync(join(repository, page), "utf8").replace(/^```[^]*?^```/gm, "");
}

/** The names that GitHub and GitLab give to headings. */
function listAnchors(page: string): string[] {
	return [...readText(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, "")
			.replaceAll(" ", "-"),
	);
}

test("there are pages and links to look at", () => {
	expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/README.md", "docs/reference/errors.md"]));
	expect(links.length).toBeGreaterThan(30);
});

test("every link leads to a file and to a heading that are there", () => {
	const broken = links.filter(({ page, target }) => {
		const [path = "", anchor] = target.split("#");
		const file = path === "" ? page : relative(repository, resolve(repository, dirname(page), path));
		if (!existsSync(join(repository, file))) return true;
		return anchor !== undefined && file.endsWith(".md") && !listAnchors(file).includes(anchor);
	});
	expect(broken).toEqual([]);
});

test("every page of docs/ can be reached from its first page", () => {
	const reached = new Set(links.filter(({ page }) => page === "docs/README.md").map(({ target }) => `docs/${target}`));
	const own = pages.filter((page) => page.startsWith("docs/") && page !== "docs/README.md");
	expect(own.filter((page) => !reached.has(page))).toEqual([]);
});

test("every test that a page names in brackets exists", () => {
	const named = pages.flatMap((page) =>
		[...readText(page).matchAll(/\[((?:[\w ]*`[\w/-]+`,?\s*)+)\](?!\()/g)].flatMap(([, names = ""]) =>
			[...names.matchAll(/`([\w/-]+)`/g)].map(([, name = ""]) => ({ page, name })),
		),
	);
	const exists = (name: string) =>
		[".test.ts", ".full.test.ts"].some((ending) =>
			existsSync(join(repository, name.includes("/") ? "" : "tests/faults", `${name}${ending}`)),
		);
	expect(named.length).toBeGreaterThan(30);
	expect(named.filter(({ name }) => !exists(name))).toEqual([]);
});
