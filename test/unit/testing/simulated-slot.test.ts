// Goal: a simulated broker that cannot start is down, and may be started again. Method: its port is taken by another.
import { expect, it } from 'vitest';
import { hostOf, SimCluster } from '../../../src/sim/cluster.ts';
import { Simulation } from '../../../src/sim/simulation.ts';
import { DOOR_PORT, SimulatedSlot } from '../../../src/testing/simulated-slot.ts';
import { settle } from '../../support/settle.ts';

it('a start that failed leaves the broker down, and the next one works', async () => {
  const simulation = new Simulation({ seed: 1, settle });
  const slot = new SimulatedSlot(1, {
    simulation,
    cluster: new SimCluster(simulation, { brokers: 1 }),
  });
  const host = hostOf(1);
  await simulation.network.node(host).listen({ host, port: DOOR_PORT }, () => undefined);
  await expect(simulation.run(slot.start())).rejects.toThrow('in use');
  await expect(slot.kill()).rejects.toThrow('down already');
  await simulation.run(slot.start());
  expect(slot.isRunning).toBe(true);
});
