import { cloudImage } from "../../../provider/resources/cloud-image/handler";
import { MINUTE, SECOND, SimulatedImages } from "../support/simulated-images";
import { server } from "./support/sources";

let ims: SimulatedImages;
beforeEach(() => {
	ims = new SimulatedImages();
	ims.refuse("createImage", 502, "", 1);
});

const create = (options = {}) => cloudImage.create(server, ims.context(options));

test("where the time-out ends before work that may be hidden, nothing is asked for twice, and the error says so", async () => {
	await expect(create({ timeout: MINUTE })).rejects.toThrow(
		/The result of this request is unknown: .*no matching object was found \(searched by the tag pulumi=\S+\.open\).*the request was not repeated.*next `pulumi up` searches again/,
	);
	expect(ims.calls).toEqual(["create"]);
});

test("Ctrl-C ends the search, and nothing is asked for twice", async () => {
	ims.onCall = () => ims.clock.schedule(20 * SECOND, () => ims.stop.abort());
	await expect(create()).rejects.toThrow("the request was not repeated");
	expect(ims.calls).toEqual(["create"]);
});

test("who waits for what may have been lost is told so", async () => {
	await create({ timeout: 100 * SECOND }).catch(() => undefined);
	expect(ims.shown[0]).toContain("an answer was lost: looking for what it may have made");
});

test("after a minute in which nothing shows, the image is asked for once more", async () => {
	const start = ims.clock.now();
	ims.refuse("createImage", 403, "IMG.0026");
	await expect(create()).rejects.toThrow();
	expect(ims.calls).toEqual(["create", "create"]);
	expect(ims.clock.now() - start).toBeGreaterThanOrEqual(MINUTE);
});
