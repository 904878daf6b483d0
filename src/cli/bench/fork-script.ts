import { fork, type ChildProcess, type StdioOptions } from 'node:child_process';
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
  // In a process group of its own: Ctrl-C reaches it only through us, who have to tidy up first. It ends with the channel.
  const stdio: StdioOptions = ['ignore', 'ignore', 'inherit', 'ipc'];
  const child = fork(path, { execArgv, stdio, detached: true });
  // A message to a child that is gone is an error event here. Its exit says enough.
  return child.on('error', () => undefined);
}
