// Goal: whoever takes a Clock cannot tell the simulated one from the real one. Method: one suite over both.
import { describe } from 'vitest';
import { realWorld, simulatedWorld } from '../support/worlds.ts';
import { clockCases } from './clock.cases.ts';

describe('NodeClock', () => clockCases(realWorld));
describe('SimClock', () => clockCases(simulatedWorld));
