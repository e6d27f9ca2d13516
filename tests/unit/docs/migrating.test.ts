import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../../support/programs";

const page = readFileSync(join(__dirname, "../../../docs/guides/migrating.md"), "utf8");
const resource = (type: string, name: string, id: string, more: object = {}) => ({
	...{ address: `${type}.${name}`, mode: "managed", type, name },
	...{ values: { id }, ...more },
});

/** What `terraform show -json` writes, as far as it matters. */
const shown = {
	format_version: "1.0",
	values: {
		root_module: {
			resources: [
				resource("huaweicloud_modelarts_notebook", "lab", "n1"),
				resource("huaweicloud_modelarts_notebook", "desk", "n2", { index: 0 }),
				resource("huaweicloud_modelarts_notebook", "desk", "n3", { index: "ada" }),
				resource("huaweicloud_vpc", "net", "v1"),
				resource("huaweicloud_modelarts_notebook_image_store", "saved", "r1"),
				resource("huaweicloud_ims_evs_data_image", "sets", "i3"),
				resource("huaweicloud_ims_obs_iso_image", "setup", "i4"),
				resource("huaweicloud_ims_quickimport_system_image", "quick", "i5"),
				resource("huaweicloud_ims_ecs_whole_image", "whole", "i6"),
				resource("huaweicloud_ims_obs_system_image", "seen", "i0", { mode: "data" }),
			],
			child_modules: [
				{ child_modules: [{ resources: [resource("huaweicloud_ims_obs_system_image", "base", "i1")] }] },
				{ resources: [resource("huaweicloud_ims_ecs_system_image", "golden", "i2")] },
			],
		},
	},
};

test("the page's script makes of a Terraform state the arguments of `import-file`", () => {
	const [, script = ""] = /\| node -e '\n([^]*?)\n *' > objects\.txt/.exec(page) ?? [];
	const said = runProgram(process.execPath, ["-e", script], { stdin: JSON.stringify(shown) });
	expect(said.trim().split("\n")).toEqual([
		"Notebook:n1=lab",
		"Notebook:n2=desk-0",
		"Notebook:n3=desk-ada",
		"CustomImage:r1=saved",
		"CloudImage:i3=sets",
		"CloudImage:i4=setup",
		"CloudImage:i5=quick",
		"CloudImage:i1=base",
		"CloudImage:i2=golden",
	]);
});
