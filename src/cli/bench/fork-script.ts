import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Forks a script that lies beside the caller, from `dist/` as from the sources: there the child needs tsx,
 * unless it inherits it from a parent that runs under tsx itself.
 */
export function forkScript(callerUrl: string, name: string, directory = '.'): ChildProcess {
  const extension = callerUrl.endsWith('.ts') ? 'ts' : 'js';
  const path = fileURLToPath(new URL(`${directory}/${name}.${extension}`, callerUrl));
  const execArgv = [...process.execArgv];
  if (extension === 'ts' && !execArgv.some((argument) => argument.includes('tsx'))) {
    const loader = createRequire(callerUrl).resolve('tsx');
    execArgv.push('--import', pathToFileURL(loader).href);
  }
  const child = fork(path, { execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  // A message to a child that is gone is an error event here. Its exit says enough.
  return child.on('error', () => undefined);
}
