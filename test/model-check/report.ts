/** A step of a model as a line of a golden trace (docs/testing.md has the legend). */
import { showEffect, showMessage, showState } from '../support/raft-print.ts';
import type { Locals } from './locals.ts';
import type { Action } from './server.ts';

export function describeStep(locals: Locals, local: number, id: number, key: number): string {
  const text = `${id} ${showAction(locals.actionOf(local, key))}`;
  const move = locals.move(local, key);
  if (typeof move === 'string') return `${text} -> ${move}`;
  const { server, sent, effects } = locals.outcomeOf(local, key);
  const shown = [
    ...effects.map((effect) => showEffect(effect)).filter((line) => line !== undefined),
    ...sent.map(({ to, message }) => `to ${to}: ${showMessage(message)}`),
  ];
  return [text, ...shown, `now ${showState(server.raft)}`].join('\n       ');
}

function showAction(action: Action): string {
  switch (action.kind) {
    case 'receive':
      return `<- ${action.from} ${showMessage(action.message)}`;
    case 'propose':
      return `propose ${action.offsets}`;
    case 'transfer':
      return `transfer to ${action.to}`;
    default:
      return action.kind;
  }
}
