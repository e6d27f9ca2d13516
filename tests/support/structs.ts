import { createRequire } from "node:module";

export type Json = Record<string, unknown>;

interface Struct {
	toJavaScript(): Json;
}

/** The SDK's own copy of the message classes; objects of another copy do not work. */
const sdkRequire = createRequire(require.resolve("@pulumi/pulumi/package.json"));

function loadProtobuf<Module>(name: string): Module {
	return sdkRequire(`google-protobuf/google/protobuf/${name}`) as Module;
}

const { Struct } = loadProtobuf<{ Struct: { fromJavaScript(value: Json): never } }>("struct_pb");

export const { Empty } = loadProtobuf<{ Empty: new () => never }>("empty_pb");

interface Any {
	getTypeName(): string;
	getValue_asU8(): Uint8Array;
}

export type { Any };

/** As the engine sends it: an absent value is not sent. */
export function toStruct(value: object): never {
	return Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as Json);
}

export function fromStruct(struct: unknown): Json {
	return (struct as Struct | undefined)?.toJavaScript() ?? {};
}
