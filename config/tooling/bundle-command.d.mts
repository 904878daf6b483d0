export function bundleCommand(dist: string, modules?: string): Promise<void>;
