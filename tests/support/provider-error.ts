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

	constructor(error: ServiceError) {
		super(joinLines(error.details));
		this.code = error.code;
		this.halfCreated = readDetails(error);
	}
}

function readDetails({ metadata }: ServiceError): HalfCreated | undefined {
	const [bytes] = metadata.get("grpc-status-details-bin");
	if (!(bytes instanceof Uint8Array)) return undefined;

	const status = statusMessages.Status.deserializeBinary(bytes);
	const [detail] = status.getDetailsList() as unknown as Any[];
	if (detail?.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") return undefined;

	const failed = providerMessages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
	return {
		id: failed.getId(),
		properties: fromStruct(failed.getProperties()),
		reasons: failed.getReasonsList().map(joinLines),
	};
}
