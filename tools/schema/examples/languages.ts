import type { PackageSchema } from "../document";
import type { Program } from "./read-program";
import { writeGo } from "./write-go";
import { writePython } from "./write-python";
import { writeYaml } from "./write-yaml";

type Writer = (program: Program, schema: PackageSchema) => string;

/** The languages that examples are written in, by the word that their blocks begin with. */
export const languages: Readonly<Record<string, Writer>> = {
	typescript: ({ code }) => code.replace('from "pulumi-modelarts"', 'from "pulumi-modelarts/native"'),
	python: writePython,
	go: writeGo,
	yaml: writeYaml,
};
