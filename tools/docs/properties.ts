import ts from "typescript";
import type { Definition } from "../../provider/definition/definition";
import { describeExpected } from "../../provider/definition/field-violations";
import type { Field, Fields } from "../../provider/definition/fields";
import type { Kind } from "./kinds";
import { findLookupFiles, type LookupFile } from "./lookup-files";

/** A property as it is declared and documented. */
export interface DocumentedProperty {
	/** `storage.location.volumeSize`, `dataImages[].name`. */
	readonly path: string;
	/** As it is written: `"evs" | "obs"`; `object` where its parts follow. */
	readonly type: string;
	readonly optional: boolean;
	/** What is said above it, in Markdown. */
	readonly text: string;
	/** Its `@default`. */
	readonly standard?: string;
	/** What it accepts, in the words of validation. */
	readonly expected: string;
	/** The source that has it; empty where it does not depend on the source. */
	readonly owner: string;
	/** What is said above that. */
	readonly ownerText: string;
}

export interface DocumentedKind {
	/** What is said above the class. */
	readonly text: string;
	/** Its `@example`, with its fences. */
	readonly example: string;
	readonly inputs: readonly DocumentedProperty[];
	readonly outputs: readonly DocumentedProperty[];
}

export interface DocumentedLookup {
	/** What is said above it. */
	readonly text: string;
	readonly args: readonly DocumentedProperty[];
	readonly result: readonly DocumentedProperty[];
}

let program: ts.Program | undefined;

/** Reads the files of all kinds and look-ups together, as that takes most time. */
function openFile(file: string, kinds: readonly Kind[]) {
	if (!program?.getSourceFile(file)) {
		const files = kinds.flatMap((kind) => [kind.files.definition, kind.files.class]);
		program = ts.createProgram([...files, ...findLookupFiles().map((lookup) => lookup.file)], {
			strict: true,
			noEmit: true,
			skipLibCheck: true,
			module: ts.ModuleKind.NodeNext,
			types: [],
		});
	}
	const checker = program.getTypeChecker();
	const find = (from: string, exported: string) => findExport(checker, program?.getSourceFile(from), exported);
	return { checker, find };
}

/** Reads what the types of a look-up say of themselves. */
export function readLookup({ lookup, file, variable }: LookupFile, kinds: readonly Kind[]): DocumentedLookup {
	const { checker, find } = openFile(file, kinds);
	const typeOf = (exported: string) => checker.getDeclaredTypeOfSymbol(find(file, exported));
	return {
		text: textOf(find(file, variable), checker),
		args: readFields(checker, typeOf("Args"), lookup.args),
		result: readFields(checker, typeOf("Result"), lookup.result),
	};
}

/** Reads what the types of a kind say of themselves. */
export function readProperties({ name, definition, files }: Kind, kinds: readonly Kind[]): DocumentedKind {
	const { checker, find } = openFile(files.definition, kinds);
	const typeOf = (suffix: string) => checker.getDeclaredTypeOfSymbol(find(files.definition, `${name}${suffix}`));

	const { inputs, outputs, sources } = definition;
	const symbol = find(files.class, name);
	const example = symbol.getJsDocTags(checker).find(({ name }) => name === "example");
	return {
		text: textOfClass(symbol),
		example: ts.displayPartsToString(example?.text).trim(),
		inputs: sources
			? readSources(checker, typeOf("Inputs"), definition, find(files.definition, toVariable(name)))
			: readFields(checker, typeOf("Inputs"), inputs),
		outputs: readFields(checker, typeOf("Outputs"), outputs),
	};
}

function findExport(checker: ts.TypeChecker, file: ts.SourceFile | undefined, name: string): ts.Symbol {
	const module = file && checker.getSymbolAtLocation(file);
	const found = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
	if (!found) throw new Error(`${file?.fileName ?? "A file that is not there"} does not export ${name}.`);
	return found;
}

function toVariable(kind: string): string {
	return kind.charAt(0).toLowerCase() + kind.slice(1);
}

/** What does not depend on the source, then what each source has, with what stands above it in the definition. */
function readSources(
	checker: ts.TypeChecker,
	type: ts.Type,
	{ inputs, sources = {} }: Definition,
	definition: ts.Symbol,
): DocumentedProperty[] {
	const all = Object.values(sources).flatMap(({ fields }) => Object.keys(fields));
	const common = Object.fromEntries(Object.entries(inputs).filter(([name]) => !all.includes(name)));
	const members = type.isUnion() ? type.types : [type];
	const partOf = (whole: ts.Symbol | undefined, name: string) =>
		whole && checker.getPropertyOfType(checker.getTypeOfSymbol(whole), name);
	const own = Object.entries(sources).flatMap(([owner, { fields }]) => {
		const isOwn = (member: ts.Type) =>
			all.every((name) => isLeftOut(checker, member, name) === !Object.hasOwn(fields, name));
		const source = partOf(partOf(definition, "sources"), owner);
		const member = members.find(isOwn);
		if (!source || !member) throw new Error(`The type of the inputs has no source ${owner}.`);
		const ownerText = textOf(source, checker);
		return readFields(checker, member, fields).map((property) => ({ ...property, owner, ownerText }));
	});
	return [...readFields(checker, type, common), ...own];
}

/** Whether a source has nothing of this name. */
function isLeftOut(checker: ts.TypeChecker, source: ts.Type, name: string): boolean {
	const symbol = checker.getPropertyOfType(source, name);
	return !symbol || checker.getTypeOfSymbol(symbol).flags === ts.TypeFlags.Undefined;
}

/** What a definition says of its fields, and what stands above each: at any depth. */
function readFields(checker: ts.TypeChecker, type: ts.Type, fields: Fields, prefix = ""): DocumentedProperty[] {
	return Object.entries(fields).flatMap(([name, field]) => {
		const symbol = checker.getPropertyOfType(type, name);
		if (!symbol) throw new Error(`There is no ${prefix}${name} in the type.`);
		const whole = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
		const isList = field.type === "list";
		const inner = isList ? (checker.getTypeArguments(whole as ts.TypeReference)[0] ?? whole) : whole;
		const part = isList ? field.item : field;
		const path = `${prefix}${name}`;
		const parts =
			part.type === "object" ? readFields(checker, inner, part.fields, `${path}${isList ? "[]" : ""}.`) : [];
		const standard = symbol.getJsDocTags(checker).find((tag) => tag.name === "default");
		const written = standard ? ts.displayPartsToString(standard.text).trim() : writeDefault(field);
		const property: DocumentedProperty = {
			path,
			type: parts.length === 0 ? writeType(field, checker.typeToString(whole)) : isList ? "list of objects" : "object",
			optional: field.optional === true,
			text: textOf(symbol, checker),
			...(written !== undefined && { standard: written }),
			expected: describeExpected(field, null),
			owner: "",
			ownerText: "",
		};
		return [property, ...parts];
	});
}

/** Nothing, where that is nothing or empty. */
function writeDefault({ serviceDefault = "" }: Field): string | undefined {
	const written = JSON.stringify(serviceDefault);
	return ['""', "[]"].includes(written) || written.startsWith("{") ? undefined : written.replaceAll(",", ", ");
}

/** In the words of a program. */
function writeType(field: Field, written: string): string {
	switch (field.type) {
		case "string":
			return field.values?.map((value) => JSON.stringify(value)).join(" | ") ?? "string";
		case "integer":
			return "number";
		case "map":
			return "Record<string, string>";
		case "list": {
			const item = writeType(field.item, "object");
			return item.includes(" ") ? `(${item})[]` : `${item}[]`;
		}
		case "boolean":
			return "boolean";
		default:
			return written;
	}
}

/** Of the class alone: an interface of the same name holds its outputs. */
function textOfClass(symbol: ts.Symbol): string {
	const declaration = symbol.declarations?.find(ts.isClassDeclaration);
	const comments = declaration ? ts.getJSDocCommentsAndTags(declaration).filter(ts.isJSDoc) : [];
	return comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "").join("\n\n");
}

function textOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
	return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
}
