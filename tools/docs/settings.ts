import { join } from "node:path";
import ts from "typescript";
import { environmentNames } from "../../provider/services/config/configuration-keys";
import { repository } from "./kinds";
import { writeRows } from "./rows";

/** What the interface of the explicit provider says of one argument. */
export interface DocumentedSetting {
	/** Without its environment variables. */
	readonly text: string;
	/** Its `@default`, or nothing. */
	readonly standard: string;
	/** As it is written, without `pulumi.Input`. */
	readonly type: string;
	/** Names of its parts, where it is an object. */
	readonly parts: readonly string[];
}

/** Every setting: its variables, what is said of it at `ProviderArgs`, its default. */
export function writeSettingTable(): string {
	const documented = readSettings();
	const rows = Object.entries(environmentNames).map(([name, variables]) => {
		const { text = "", standard = "" } = documented.get(name) ?? {};
		return [`\`${name}\``, variables.map((variable) => `\`${variable}\``).join(" "), text, standard];
	});
	return writeRows(["Setting", "Environment, the first one set", "What it is", "Default"], rows);
}

/** The arguments of the explicit provider; their environment has a column of its own. */
export function readSettings(): Map<string, DocumentedSetting> {
	const path = join(repository, "provider", "pulumi", "program", "provider.ts");
	const program = ts.createProgram([path], { noEmit: true, types: [] });
	const checker = program.getTypeChecker();
	const file = program.getSourceFile(path);
	const args = file?.statements.filter(ts.isInterfaceDeclaration).find(({ name }) => name.text === "ProviderArgs");
	return new Map(
		[...(args?.members ?? [])].filter(ts.isPropertySignature).flatMap((member) => {
			const symbol = checker.getSymbolAtLocation(member.name);
			if (!symbol) return [];
			const text = ts.displayPartsToString(symbol.getDocumentationComment(checker));
			const standard = symbol.getJsDocTags(checker).find(({ name }) => name === "default");
			const inner = member.type && ts.isTypeReferenceNode(member.type) ? member.type.typeArguments?.[0] : undefined;
			const parts = inner && ts.isTypeLiteralNode(inner) ? inner.members.filter(ts.isPropertySignature) : [];
			const setting: DocumentedSetting = {
				text: text.replace(/\s*\n\s*/g, " ").replace(/ ?Environment: [^]*$/, ""),
				standard: ts.displayPartsToString(standard?.text).trim(),
				type: inner?.getText(file) ?? "",
				parts: parts.map(({ name }) => name.getText(file)),
			};
			return [[symbol.name, setting] as const];
		}),
	);
}
