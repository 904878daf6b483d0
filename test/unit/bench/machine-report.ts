import type { MachineReport } from '../../../src/cli/bench/machine.ts';

export const MACHINE: MachineReport = {
  measuredAt: '2025-01-01T00:00:00.000Z',
  node: 'v20.0.0',
  commit: undefined,
  platform: 'linux x64',
  cpu: 'a processor',
  cores: 2,
  memoryGiB: 4,
  loadAverage: [0, 0, 0],
  busyBeforePercent: 50,
  isDisturbed: true,
  fdatasync: { directory: '/tmp', p50Ms: 0.1, p99Ms: 0.2 },
  tcpSinkMegabytesPerSecond: 1500,
};
