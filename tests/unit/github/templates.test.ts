import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "..", "..", "..");
const folder = join(root, ".github", "ISSUE_TEMPLATE");
const forms = readdirSync(folder).filter((file) => file !== "config.yml");

interface Form {
	readonly name: string;
	readonly description: string;
	readonly body: { readonly type: string; readonly id?: string; readonly attributes: { readonly label?: string } }[];
}

test.each(forms)("the issue form %s has a name, and each of its fields an id and a label", (file) => {
	const { name, description, body } = parse(readFileSync(join(folder, file), "utf8")) as Form;
	const fields = body.filter(({ type }) => type !== "markdown");
	expect([name, description].every((text) => text.length > 0)).toBe(true);
	expect(fields.filter(({ id, attributes }) => !id || !attributes.label)).toEqual([]);
	expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
});

test("dependency updates look after npm packages and actions", () => {
	const text = readFileSync(join(root, ".github", "dependabot.yml"), "utf8");
	const { updates } = parse(text) as { updates: { "package-ecosystem": string }[] };
	expect(updates.map((update) => update["package-ecosystem"])).toEqual(["npm", "github-actions"]);
});
