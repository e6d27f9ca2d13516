import { cloudImage } from "../../provider/cloud-image/handler";
import { markOf } from "../../provider/cloud-image/wanted";
import { FakeIms } from "./support/fake-ims";
import { server } from "./support/sources";

const HOUR = 3_600_000;

test.each([
	["23 hours ago is gone on with", 23, ["tag"], "Took over the image"],
	["25 hours ago is named and left alone, as its source may have other content by now", 25, ["create", "tag"], "begun"],
])("what another machine began %s", async (_what, age, calls, warning) => {
	const ims = new FakeIms();
	ims.put(
		{ id: "begun", name: "base", created_at: new Date(Date.now() - age * HOUR).toISOString() },
		markOf(server, "open"),
	);
	ims.jobs.set("j1", [{ job_id: "j1", status: "SUCCESS", entities: { image_id: "s" } }]);
	ims.onCreate = () => ims.put({ id: "s", name: "base" }, markOf(server, "open"));
	await cloudImage.create(server, ims.context());
	expect(ims.calls.map((call) => call.split(" ")[0])).toEqual(calls);
	expect(ims.warnings).toEqual([expect.stringContaining(warning)]);
});
