import { declareInputs } from "../../declare-inputs";
import { readDescription, readMarkerState, readTag } from "../../lifecycle/create-safety/ownership-marker";
import { individualize } from "../../lifecycle/create-safety/resource-identity";
import type { Kind } from "../../resources";
import { readDefaults } from "../dynamic/configuration";
import { attach, type RequestMetadata } from "../dynamic/request-metadata";
import { openContext } from "../dynamic/run-operation";
import type { RawProperties } from "../dynamic/state-codec";
import { findCoordinates } from "./urn";

/**
 * The state of an object that no program has declared yet, for `pulumi import` and `get`: the inputs that would create it,
 * as far as the service returns them. Warns of an object that carries another resource's ownership marker.
 */
export async function inferState(kind: Kind, id: string, metadata: RequestMetadata): Promise<RawProperties> {
	const coordinates = findCoordinates(metadata.urn ?? "", kind.token);
	const context = await openContext(kind.handler, attach({}, metadata), "read", { paths: [], texts: [] });
	const inventory = kind.loadInventory();
	const { markerIn } = inventory;
	const text = await inventory.readMarker(id.split(",")[0] ?? "", context).catch(() => undefined);
	const marker = markerIn === "tag" ? readTag(text, coordinates) : readDescription(text, coordinates);
	if (marker === undefined && readMarkerState(text) !== undefined) {
		context.warn(
			`${id} carries the ownership marker of another resource or stack (${text}): if that one's state has it, ` +
				"take it out there first (`pulumi state delete`), or both will change and delete it.",
		);
	}
	const identity = marker?.identity ?? individualize(coordinates, metadata.randomSeed);
	const inferred = await declareInputs(kind, id, identity, context, markerIn === "tag" ? text : undefined);
	const { inputs } = kind.handler.check({ identity }, { ...inferred, identity }, { readDefaults });
	return attach(inputs as RawProperties, metadata);
}
