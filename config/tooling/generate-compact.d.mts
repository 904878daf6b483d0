/** File name -> code. */
export function compactTables(): Map<string, string>;
