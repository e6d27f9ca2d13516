import ts from "typescript";

/** A value in a program: constant, a property of a resource that was declared before, or made of others. */
export type Value =
	| string
	| number
	| boolean
	| { readonly of: string; readonly property: string }
	| { readonly items: readonly Value[] }
	| { readonly entries: readonly (readonly [name: string, value: Value])[] };

/** What `const lab = new Notebook("lab", { … });` declares. */
export interface Declared {
	readonly variable: string;
	readonly kind: string;
	readonly name: string;
	readonly inputs: Extract<Value, { entries: unknown }>;
}

/** A program whose statements declare resources and export properties of them. */
export interface Program {
	readonly resources: readonly Declared[];
	readonly exports: readonly { readonly name: string; readonly value: Value }[];
	/** As it is written. */
	readonly code: string;
}

/** Reads the example of a class: nothing but imports, resources and exports. */
export function readProgram(example: string): Program {
	const code = example.replace(/^```ts\n|\n?```$/g, "");
	const source = ts.createSourceFile("example.ts", code, ts.ScriptTarget.Latest, true);
	const resources: Declared[] = [];
	const exports: { name: string; value: Value }[] = [];
	for (const statement of source.statements) {
		if (ts.isImportDeclaration(statement)) continue;
		const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
		const initializer = declaration?.initializer;
		if (!initializer) throw new Error(`An example has a statement that is no declaration: ${statement.getText()}`);
		const name = declaration.name.getText();
		if (ts.isNewExpression(initializer)) resources.push(readResource(name, initializer));
		else exports.push({ name, value: readValue(initializer) });
	}
	return { resources, exports, code };
}

function readResource(variable: string, { expression, arguments: given }: ts.NewExpression): Declared {
	const [name, inputs] = (given ?? []).map(readValue);
	if (typeof name !== "string" || typeof inputs !== "object" || !("entries" in inputs))
		throw new Error(`The resource ${variable} of an example has no name or no inputs.`);
	return { variable, kind: expression.getText(), name, inputs };
}

function readValue(node: ts.Expression): Value {
	if (ts.isStringLiteral(node)) return node.text;
	if (ts.isNumericLiteral(node)) return Number(node.text);
	if (node.kind === ts.SyntaxKind.TrueKeyword || node.kind === ts.SyntaxKind.FalseKeyword)
		return node.kind === ts.SyntaxKind.TrueKeyword;
	if (ts.isArrayLiteralExpression(node)) return { items: node.elements.map(readValue) };
	if (ts.isPropertyAccessExpression(node)) return { of: node.expression.getText(), property: node.name.text };
	if (ts.isObjectLiteralExpression(node)) return { entries: node.properties.map(readProperty) };
	if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskToken)
		return Number(readValue(node.left)) * Number(readValue(node.right));
	throw new Error(`An example has an expression that no other language is written for: ${node.getText()}`);
}

function readProperty(property: ts.ObjectLiteralElementLike): readonly [string, Value] {
	if (!ts.isPropertyAssignment(property)) throw new Error(`An example has no plain property: ${property.getText()}`);
	const { name } = property;
	return [ts.isStringLiteral(name) ? name.text : name.getText(), readValue(property.initializer)];
}
