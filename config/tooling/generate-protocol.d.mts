/** Writes the code of every src/protocol/*.proto into the directory, without declarations. */
export function generateCode(targetDirectory: string): void;
/** The line by which declarations name their code. */
export function originOf(codeFile: string): string;
