export function withLock<T>(path: string, work: () => T | Promise<T>, waiting?: (seconds: number) => void): Promise<T>;

export function lockOf(root: string, what: string): string;
