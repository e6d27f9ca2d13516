/** The parts of a Pulumi package schema that ours has. */
export interface PackageSchema {
	readonly name: string;
	readonly version: string;
	readonly displayName: string;
	readonly description: string;
	readonly keywords: readonly string[];
	readonly license: string;
	/** SDKs have the package's version, and are complete modules of their language. */
	readonly meta: { readonly supportPack: boolean };
	readonly config: { readonly variables: Properties };
	readonly provider: { readonly description: string; readonly inputProperties: Properties };
	readonly types: Readonly<Record<string, ObjectType | EnumType>>;
	readonly resources: Readonly<Record<string, ResourceSchema>>;
	readonly functions: Readonly<Record<string, FunctionSchema>>;
	readonly language: Readonly<Record<string, object>>;
}

export type Properties = Readonly<Record<string, Property>>;

export interface ResourceSchema {
	readonly description: string;
	readonly inputProperties: Properties;
	readonly requiredInputs: readonly string[];
	readonly properties: Properties;
	readonly required: readonly string[];
	readonly aliases: readonly { readonly type: string }[];
}

/** A look-up. */
export interface FunctionSchema {
	readonly description: string;
	readonly inputs: { readonly properties: Properties };
	readonly outputs: { readonly properties: Properties; readonly required: readonly string[] };
}

/** The type of a value: one of the schema's own words, or a named one. */
export interface TypeSpec {
	readonly type?: "string" | "boolean" | "integer" | "number" | "array" | "object";
	readonly $ref?: string;
	readonly items?: TypeSpec;
	readonly additionalProperties?: TypeSpec;
	readonly oneOf?: readonly TypeSpec[];
}

export interface Property extends TypeSpec {
	readonly description?: string;
	readonly secret?: boolean;
	readonly willReplaceOnChanges?: boolean;
	readonly defaultInfo?: { readonly environment: readonly string[] };
}

export interface ObjectType {
	readonly type: "object";
	readonly description?: string;
	readonly properties: Properties;
	readonly required: readonly string[];
}

export interface EnumType {
	readonly type: "string";
	readonly enum: readonly { readonly name: string; readonly value: string }[];
}
