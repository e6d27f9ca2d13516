import { join } from "node:path";
import { describeWhere } from "../../support/describe-where";
import { whenFull } from "../../support/full";
import { findYamlHost } from "../support/cli";
import {
	changeImages,
	createImages,
	createTeam,
	destroyImagesAndTeam,
	type ImagesAndTeam,
	openImagesAndTeam,
	spendNight,
} from "../support/images-and-team";
import { edit, expectUnchanged, pathWithYaml } from "../support/language-example";

const TIME = 120_000;
const host = findYamlHost();

describeWhere(
	host !== undefined,
	"Examples in YAML",
	"the CLI has no language host for YAML, and there is no Go to build it with",
)("examples in YAML", () => {
	let opened: ImagesAndTeam;

	beforeAll(async () => {
		opened = await openImagesAndTeam("yaml", { PATH: pathWithYaml(host) });
	}, TIME);

	test("images-yaml creates its images, and a notebook on the registered one", () => createImages(opened), TIME);

	test("team-yaml creates a notebook for each member, on the image of images-yaml", () => createTeam(opened), TIME);

	whenFull(() => {
		test(
			"images-yaml and team-yaml are unchanged in the next preview, and after a refresh",
			async () => {
				await expectUnchanged(opened.images);
				await expectUnchanged(opened.team);
			},
			TIME,
		);

		test("images-yaml renames an image, and makes it again, as its settings say", () => changeImages(opened), TIME);

		test(
			"team-yaml stops and starts all notebooks by its variable `desiredState`",
			async () => {
				const change = (from: string, to: string) => {
					edit(join(opened.folder, "Pulumi.yaml"), `desiredState: ${from}\n`, `desiredState: ${to}\n`);
					return opened.team.up();
				};
				await spendNight(
					opened,
					() => change("null", "STOPPED"),
					() => change("STOPPED", "RUNNING"),
				);
			},
			TIME,
		);

		test("team-yaml and images-yaml are deleted by `pulumi destroy`", () => destroyImagesAndTeam(opened), TIME);
	});
});
