import { dirname } from "node:path";

interface File {
	readonly text: string;
	readonly ino: number;
	readonly at: number;
}

/** The disk of a simulated machine, with as much of `node:fs` as the provider needs; it outlives processes. */
export class MemoryDisk {
	private readonly files = new Map<string, File>();
	private readonly folders = new Map<string, number>();
	private count = 0;

	constructor(private readonly now: () => number) {}

	/** Of files with this ending. */
	list(ending: string): string[] {
		return [...this.files.keys()].filter((path) => path.endsWith(ending));
	}

	/** @param isAlive whether the process may still write */
	open(isAlive: () => boolean) {
		const change = (path: string, work: () => void) => {
			if (!isAlive()) return;
			work();
			this.folders.set(dirname(path), this.now());
		};
		return {
			existsSync: (path: string) => this.files.has(path) || this.folders.has(path),
			mkdirSync: (path: string) => void (this.folders.has(path) || this.folders.set(path, this.now())),
			readdirSync: (folder: string) =>
				[...this.files.keys()].filter((path) => dirname(path) === folder).map((path) => path.slice(folder.length + 1)),
			readFileSync: (path: string) => this.find(path).text,
			writeFileSync: (path: string, text: string) =>
				change(path, () => this.files.set(path, { text, ino: ++this.count, at: this.now() })),
			renameSync: (from: string, to: string) =>
				change(to, () => {
					this.files.set(to, this.find(from));
					this.files.delete(from);
				}),
			rmSync: (path: string) => change(path, () => this.files.delete(path)),
			statSync: (path: string, { bigint = false, throwIfNoEntry = true } = {}) => {
				const file = this.files.get(path) ?? this.findFolder(path);
				if (!file && throwIfNoEntry) throw new Error(`There is no ${path}.`);
				if (!file) return undefined;
				const { ino, at, text } = file;
				const size = text.length;
				return bigint
					? { ino: BigInt(ino), size: BigInt(size), mtimeMs: BigInt(at), mtimeNs: BigInt(at) * 1_000_000n }
					: { ino, size, mtimeMs: at };
			},
		};
	}

	private find(path: string): File {
		const file = this.files.get(path);
		if (!file) throw new Error(`There is no ${path}.`);
		return file;
	}

	private findFolder(path: string): File | undefined {
		const at = this.folders.get(path);
		return at === undefined ? undefined : { text: "", ino: 0, at };
	}
}
