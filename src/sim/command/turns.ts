/**
 * Turns of a simulation in Node. V8 can be asked to run all promise reactions at once, which costs a fifth of a turn of
 * the event loop; it does so only outside of a promise reaction, so here in the callback of a setImmediate.
 */
import { setFlagsFromString } from 'node:v8';
import { compileFunction } from 'node:vm';
import type { Turns } from '../turns.ts';

/** So often Node looks whether a rejected promise was left alone. */
const EVENTS_PER_TURN = 32;

export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function fastTurns(): Turns {
  setFlagsFromString('--allow-natives-syntax');
  const runReactions = compileFunction('%PerformMicrotaskCheckpoint()');
  return {
    repeat: (step) =>
      new Promise((resolve, reject) => {
        const turn = (): void => {
          try {
            for (let n = 0; n < EVENTS_PER_TURN; n += 1) {
              runReactions();
              if (!step()) return resolve();
            }
            setImmediate(turn);
          } catch (error) {
            reject(error);
          }
        };
        setImmediate(turn);
      }),
  };
}
