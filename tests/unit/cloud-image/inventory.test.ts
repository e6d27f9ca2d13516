import type { MarkerState } from "../../../provider/lifecycle/create-safety/ownership-marker";
import { markerOf } from "../../../provider/resources/cloud-image/marker";
import { inventory } from "../../../provider/resources/cloud-image/inventory";
import { SimulatedImages } from "../support/simulated-images";
import { cluster, server } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
});

const list = () => inventory.list(ims.context().services, undefined);

test.each<MarkerState>(["open", "kept", "done"])("an image whose marker is %s is listed with it", async (state) => {
	const tags = markerOf(server, state);
	ims.put({ id: "s", name: "base" }, { ...tags, team: "vision" });
	expect(await list()).toMatchObject([{ id: "s", tag: tags.pulumi, markers: [tags.pulumi] }]);
});

test.each<[string, Record<string, string>]>([
	["a tag of the user", { pulumi: "vision" }],
	["a marker of an unknown state", { pulumi: "0123456789abcdef0123.01234567.lost" }],
	["no tag", {}],
])("an image with %s is not listed", async (_what, tags) => {
	ims.put({ id: "s", name: "base" }, tags);
	expect(await list()).toEqual([]);
});

test.each<[MarkerState, MarkerState]>([
	["open", "kept"],
	["kept", "done"],
	["open", "done"],
])("images of one create whose markers are %s and %s are one object, which a state may have", async (one, other) => {
	ims.put({ id: "s", name: "base" }, markerOf(cluster, one));
	ims.putData({ id: "d1", name: "base-1" }, markerOf(cluster, other));
	expect(await list()).toMatchObject([{ id: "s,d1", tag: markerOf(cluster, other).pulumi }]);
});
