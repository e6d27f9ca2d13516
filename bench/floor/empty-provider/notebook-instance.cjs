let made = 0;

/** Every method, each with the minimum that the engine accepts. */
module.exports = {
	async configure() {},
	async check(_olds, news) {
		return { inputs: news, failures: [] };
	},
	async diff() {
		return { changes: false };
	},
	async create(inputs) {
		return { id: `${process.pid}-${++made}`, outs: inputs };
	},
	async read(id, props) {
		return { id, props };
	},
	async update(_id, _olds, news) {
		return { outs: news };
	},
	async delete() {},
};
