// Last step of `npm run build`: what tsc does not do. The command needs its execute bit, and generated
// protobuf code is JavaScript, which tsc does not copy.
import { chmodSync, cpSync, existsSync } from 'node:fs';
import { bundleCommand } from './bundle-command.mjs';

cpSync('src/protocol/generated', 'dist/protocol/generated', { recursive: true });
for (const end of ['js', 'd.ts']) {
  cpSync(`src/protocol/protobuf-runtime.${end}`, `dist/protocol/protobuf-runtime.${end}`);
}
if (existsSync('dist/cli/main.js')) chmodSync('dist/cli/main.js', 0o755);
await bundleCommand('dist');
