/** A notebook that is valid everywhere. */
const USUAL = {
	profileId: "Multi-Engine 1.0 (python3)-cpu",
	flavor: "modelarts.vm.cpu.2u",
	storage: { type: "evs", location: { volumeSize: 5 } },
};

/**
 * A program with one notebook, `lab`. Inputs are merged over the usual ones; options are JSON, or JavaScript text
 * where they name something of the program.
 *
 * @example
 * ```ts
 * stack.write(declareLab({ description: "for the course" }, { customTimeouts: { create: "2s" } }));
 * ```
 */
export function declareLab(inputs: object = {}, options: object | string = {}): string {
	return declareNotebook("lab", inputs, options);
}

export function declareNotebook(name: string, inputs: object = {}, options: object | string = {}): string {
	const written = typeof options === "string" ? options : JSON.stringify(options);
	const given = JSON.stringify({ ...USUAL, ...inputs });
	return `
		const ${name} = new NotebookInstance(${JSON.stringify(name)}, ${given}, ${written});
		exports.${name} = { id: ${name}.id, name: ${name}.name, status: ${name}.status, url: ${name}.url };`;
}
