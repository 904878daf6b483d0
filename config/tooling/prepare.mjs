// `npm ci` builds. `npx flotilla` in this directory runs `prepare` too (npm links the directory into its cache on the
// way): what is built already must not be built again under a running cluster.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const isForNpx = process.env.npm_command === 'exec';
if (!isForNpx || !existsSync('dist/command/main.js')) {
  execSync('npm run --silent build', { stdio: 'inherit' });
}
