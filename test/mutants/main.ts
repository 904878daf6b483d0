/**
 * `npm run mutants`: plants known bugs into a copy of the sources, one after another, and runs who has to find each. Prints
 * a line for each finder; exit code 1 when one did not find.
 */
import { commandLine } from '../support/command-line.ts';
import { find } from './finders.ts';
import { MUTANTS } from './mutants.ts';
import { PlantedTree } from './planted-tree.ts';
import { rowText, writeTable, type TableRow } from './table.ts';

const { values, positionals } = commandLine({
  usage: `npm run mutants [-- NAME...] [--write] [--sound] [--without KIND]

  --write         puts the rows into docs/testing/mutants.md
  --sound         runs the finders on the sources as they are: then none may find anything
  --without KIND  leaves out finders: model-check, swarm, storage-net or tests

Mutants: ${Object.keys(MUTANTS).join(', ')}`,
  takesNames: true,
  options: {
    write: { type: 'boolean', default: false },
    sound: { type: 'boolean', default: false },
    without: { type: 'string' },
  },
});

async function tryOne(tree: PlantedTree, name: string): Promise<TableRow[]> {
  const mutant = MUTANTS[name]!;
  const rows: TableRow[] = [];
  for (const finder of mutant.finders) {
    if (finder.kind === values.without) continue;
    // The model check plants its bugs itself.
    if (values.sound && finder.kind === 'model-check') continue;
    const edits = values.sound || finder.kind === 'model-check' ? [] : mutant.edits;
    const finding = await tree.withEdits(edits, () => find(name, finder, tree.directory));
    const row = { name, mutant, finder, finding };
    console.log(rowText(row));
    rows.push(row);
  }
  return rows;
}

async function main(): Promise<number> {
  const names = positionals.length > 0 ? positionals : Object.keys(MUTANTS);
  const unknown = names.find((name) => MUTANTS[name] === undefined);
  if (unknown !== undefined) {
    console.error(`There is no "${unknown}". Choose from: ${Object.keys(MUTANTS).join(', ')}.`);
    return 1;
  }
  const tree = new PlantedTree();
  const rows: TableRow[] = [];
  try {
    for (const name of names) {
      rows.push(...(await tryOne(tree, name)));
      // As far as it has come: a run that is ended keeps what it has.
      if (values.write && !values.sound) writeTable(rows, MUTANTS);
    }
  } finally {
    tree.remove();
  }
  const wrong = rows.filter(({ finding }) => finding.isFound === values.sound);
  const seconds = rows.reduce((total, { finding }) => total + finding.seconds, 0);
  const found = new Set(names.filter((name) => wrong.every((row) => row.name !== name))).size;
  console.log(
    values.sound
      ? `${rows.length} finders on sound sources, ${wrong.length} found something; ${seconds.toFixed(0)} s`
      : `${found} of ${names.length} mutants found by each of their finders; ${seconds.toFixed(0)} s`,
  );
  return wrong.length === 0 ? 0 : 1;
}

process.exit(await main());
