import type { ServiceError } from "@grpc/grpc-js";
import * as providerMessages from "@pulumi/pulumi/proto/provider_pb";
import * as statusMessages from "@pulumi/pulumi/proto/status_pb";
import { joinLines } from "./join-lines";
import { type Any, fromStruct, type Json } from "./structs";

/** What the engine saves of a partially created resource. */
export interface HalfCreated {
	readonly id: string;
	readonly properties: Json;
	/** The text that the CLI prints. */
	readonly reasons: readonly string[];
}

/** A call that the provider ended with an error, as the engine receives it. */
export class ProviderError extends Error {
	override name = "ProviderError";
	/** gRPC's code of the error. */
	readonly code: number;
	/** Absent: nothing is saved. */
	readonly halfCreated?: HalfCreated;
	/** Settings that the CLI names as missing, with their descriptions. */
	readonly missingKeys?: Readonly<Record<string, string>>;

	constructor(error: ServiceError) {
		super(joinLines(error.details));
		this.code = error.code;
		const detail = findDetail(error);
		this.halfCreated = readHalfCreated(detail);
		this.missingKeys = readMissingKeys(detail);
	}
}

function findDetail({ metadata }: ServiceError): Any | undefined {
	const [bytes] = metadata.get("grpc-status-details-bin");
	if (!(bytes instanceof Uint8Array)) return undefined;

	const [detail] = statusMessages.Status.deserializeBinary(bytes).getDetailsList() as unknown as Any[];
	return detail;
}

function readHalfCreated(detail: Any | undefined): HalfCreated | undefined {
	if (detail?.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") return undefined;

	const failed = providerMessages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
	return {
		id: failed.getId(),
		properties: fromStruct(failed.getProperties()),
		reasons: failed.getReasonsList().map(joinLines),
	};
}

function readMissingKeys(detail: Any | undefined): Record<string, string> | undefined {
	if (detail?.getTypeName() !== "pulumirpc.ConfigureErrorMissingKeys") return undefined;

	const { missingkeysList } = providerMessages.ConfigureErrorMissingKeys.deserializeBinary(
		detail.getValue_asU8(),
	).toObject();
	return Object.fromEntries(missingkeysList.map(({ name, description }) => [name, description]));
}
