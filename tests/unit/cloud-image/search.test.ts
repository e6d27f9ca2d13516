import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { type Evidence, type Query, searchImages } from "../../../provider/resources/cloud-image/recovery/search";
import { SimulatedImages } from "../support/simulated-images";
import { cluster } from "./support/sources";

/** The job names the system image, one data image carries the marker, and the service has dropped the tags of the other. */
const job = { status: "SUCCESS", entities: { image_id: "s" } };

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
	ims.put({ id: "s", name: "base" });
	ims.putData({ id: "d1", name: "base-1" }, markerOf(cluster, "kept"));
	ims.putData({ id: "d2", name: "base-2", __data_origin: "file,images:two.qcow2" });
	ims.putData({ id: "old" }, markerOf(cluster, "done"));
	ims.putData({ id: "other" }, { pulumi: "x.y.open" });
});

const search = async (query: Omit<Query, "inputs">) => {
	const { matches } = await searchImages({ inputs: cluster, ...query }, ims.context());
	return matches.map(({ image, evidence, isDone = false }) => [image.id, evidence, isDone]);
};

test.each<[string, Omit<Query, "inputs">, [id: string, evidence: Evidence, isDone: boolean][]]>([
	[
		"every evidence, as each search knows what the one before has found",
		{ job, by: ["job", "tag", "untagged"] },
		[
			["s", "job", false],
			["d1", "tag", false],
			["d2", "untagged", false],
		],
	],
	["its job only", { job, by: ["job"] }, [["s", "job", false]]],
	["no job that the service has forgotten", { by: ["job"] }, []],
	["the markers of a pending create", { by: ["tag"] }, [["d1", "tag", false]]],
	[
		"the markers of a finished create as well",
		{ by: ["tag"], includesDone: true },
		[
			["old", "tag", true],
			["d1", "tag", false],
		],
	],
	["no image that is known", { job, by: ["job", "tag"], known: [{ id: "s" }, { id: "d1" }] }, []],
	["nothing untagged without a known image to compare it with", { by: ["untagged"] }, []],
])("a search finds %s", async (_what, query, matches) => {
	expect(await search(query)).toEqual(matches);
});
