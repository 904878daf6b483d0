/** Writes the generated code of every src/protocol/*.proto into the directory. */
export function generate(targetDirectory: string): void;
