import { join } from "node:path";
import ts from "typescript";
import { environmentNames } from "../../provider/services/config/configuration-keys";
import { repository } from "./kinds";
import { writeRows } from "./rows";

/** Every setting: its variables, what is said of it at `ProviderArgs`, its default. */
export function writeSettingTable(): string {
	const documented = readArguments();
	const rows = Object.entries(environmentNames).map(([name, variables]) => {
		const { text = "", standard = "" } = documented.get(name) ?? {};
		return [`\`${name}\``, variables.map((variable) => `\`${variable}\``).join(" "), text, standard];
	});
	return writeRows(["Setting", "Environment, the first one set", "What it is", "Default"], rows);
}

/** What the interface of the explicit provider says of each argument; its environment has a column of its own. */
function readArguments(): Map<string, { text: string; standard: string }> {
	const program = ts.createProgram([join(repository, "provider", "pulumi", "program", "provider.ts")], {
		noEmit: true,
		types: [],
	});
	const checker = program.getTypeChecker();
	const file = program.getSourceFile(join(repository, "provider", "pulumi", "program", "provider.ts"));
	const args = file?.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === "ProviderArgs");
	return new Map(
		(args?.members ?? []).flatMap((member) => {
			const symbol = member.name && checker.getSymbolAtLocation(member.name);
			if (!symbol) return [];
			const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
			const standard = symbol.getJsDocTags(checker).find(({ name }) => name === "default");
			return [
				[
					symbol.name,
					{
						text: text.replace(/\s*\n\s*/g, " ").replace(/ ?Environment: [^]*$/, ""),
						standard: ts.displayPartsToString(standard?.text).trim(),
					},
				],
			];
		}),
	);
}
