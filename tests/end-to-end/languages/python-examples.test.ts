import { join } from "node:path";
import { describeWhere } from "../../support/describe-where";
import { whenFull } from "../../support/full";
import { findPythonEnvironment, findSdkWriter } from "../support/cli";
import {
	changeImages,
	createImages,
	createTeam,
	destroyImagesAndTeam,
	type ImagesAndTeam,
	openImagesAndTeam,
	spendNight,
} from "../support/images-and-team";
import { edit, expectUnchanged, installPythonSdk } from "../support/language-example";

const TIME = 120_000;
const environment = findPythonEnvironment();

describeWhere(
	environment !== undefined && findSdkWriter() !== undefined,
	"Examples in Python",
	"there is no Python with Pulumi's SDK, or no Go to build the writer of ours with",
)("examples in Python", () => {
	let opened: ImagesAndTeam;

	beforeAll(async () => {
		opened = await openImagesAndTeam("python", { PYTHONPATH: installPythonSdk(environment) }, environment);
	}, TIME);

	const changeRoster = (from: string, to: string) => edit(join(opened.folder, "roster.yaml"), from, to);

	test("images-python creates its images, and a notebook on the registered one", () => createImages(opened), TIME);

	test("team-python creates a notebook for each member, on the image of images-python", () => createTeam(opened), TIME);

	whenFull(() => {
		test(
			"images-python and team-python are unchanged in the next preview, and after a refresh",
			async () => {
				await expectUnchanged(opened.images);
				await expectUnchanged(opened.team);
			},
			TIME,
		);

		test("images-python renames an image, and makes it again, as its settings say", () => changeImages(opened), TIME);

		test(
			"team-python stops and starts all notebooks by its setting `nightly`",
			() =>
				spendNight(
					opened,
					() => opened.team.up({ args: ["--config", "nightly=true"] }),
					() => opened.team.up({ args: ["--config", "nightly=false"] }),
				),
			TIME,
		);

		test(
			"team-python reports all that is wrong in its roster at once, without a traceback",
			async () => {
				changeRoster("stopAfter: 12", "stopAfter: late\n    discs: 2");
				changeRoster("- name: grace", "- name: ada");
				const { code, terminal } = await opened.team.preview();
				expect(code).not.toBe(0);
				expect(terminal).toContain("ada is in it twice");
				expect(terminal).toContain('linus: "discs" is not known; there are: flavor, storage, stopAfter, protect');
				expect(terminal).toContain('linus: "stopAfter" should be a number, for the member or in defaults');
				expect(terminal).not.toContain("Traceback");
				changeRoster("stopAfter: late\n    discs: 2", "stopAfter: 12");
				changeRoster("- name: ada\n    flavor", "- name: grace\n    flavor");
			},
			TIME,
		);

		test(
			"team-python keeps a protected notebook whose member is removed from the roster by mistake",
			async () => {
				changeRoster("storage: 100", "storage: 100\n    protect: true");
				expect(await opened.team.up()).toMatchObject({ code: 0 });
				changeRoster("- name: grace", "- name: hopper");
				const { code, terminal } = await opened.team.preview();
				expect(code).not.toBe(0);
				expect(terminal).toContain("protected");
				changeRoster("- name: hopper", "- name: grace");
				changeRoster("    protect: true", "    protect: false");
				expect(await opened.team.up()).toMatchObject({ code: 0 });
			},
			TIME,
		);

		test(
			"team-python takes the roster of the stack `prod` there",
			async () => {
				expect(await opened.team.run("stack", "init", "prod")).toMatchObject({ code: 0 });
				opened.team.select("prod");
				const { steps } = await opened.team.preview({ args: ["--config", "images=organization/images-python/dev"] });
				expect([...new Set(steps)].sort()).toEqual(["create evaluation", "create labelling"]);
				opened.team.select("dev");
			},
			TIME,
		);

		test("team-python and images-python are deleted by `pulumi destroy`", () => destroyImagesAndTeam(opened), TIME);
	});
});
