/** Where settings come from besides their defaults: a YAML file, the environment. Names are not checked here. */
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { nearestName } from './nearest-name.ts';
import { SETTING_NAMES } from './settings.ts';

/** One sentence for the person who wrote the configuration. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Raw values by dotted name: text, or what YAML knows. */
export interface ConfigLayer {
  /** Of one setting: 'broker.yaml:12', '--data', ... */
  readonly origin: string | ((name: string) => string);
  readonly settings: Readonly<Record<string, unknown>>;
}

/** Many times what all settings take; the parser takes minutes over megabytes. */
const FILE_CHARACTERS_MAX = 100_000;

const ENVIRONMENT_PREFIX = 'FLOTILLA_CONFIG_';

/** The FLOTILLA_CONFIG_ variables of an environment; unknown ones are refused. */
export function environmentLayer(
  environment: Readonly<Record<string, string | undefined>>,
): ConfigLayer {
  const settings: Record<string, unknown> = {};
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith(ENVIRONMENT_PREFIX) || value === undefined) continue;
    const name = SETTING_NAMES.find((candidate) => variableOf(candidate) === variable);
    if (name === undefined) {
      const nearest = nearestName(variable, SETTING_NAMES.map(variableOf));
      throw new ConfigError(`${variable} names no setting${nearestHint(nearest)}.`);
    }
    settings[name] = value;
  }
  return { origin: variableOf, settings };
}

/** One flat mapping of names to values. A name without a value says nothing. */
export function yamlLayer(yamlText: string, file: string): ConfigLayer {
  if (yamlText.length > FILE_CHARACTERS_MAX) {
    throw new ConfigError(`${file} has more than ${FILE_CHARACTERS_MAX} characters.`);
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(yamlText, { lineCounter: lines, prettyErrors: false });
    const [error] = document.errors;
    if (error !== undefined) {
      const { line } = lines.linePos(error.pos[0]);
      throw new ConfigError(`${file}:${line} is not YAML: ${oneLine(error.message)}.`);
    }
    const { contents } = document;
    const isEmpty = contents === null || (isScalar(contents) && contents.value === null);
    if (isEmpty) return { origin: file, settings: {} };
    if (!isMap(contents)) throw new ConfigError(`${file} does not hold "name: value" lines.`);
    const places = placesOf(contents, lines, file);
    const values = Object.entries(document.toJS() as Record<string, unknown>);
    return {
      origin: (name) => places.get(name) ?? file,
      settings: Object.fromEntries(values.filter(([, value]) => value !== null)),
    };
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    // An alias without an anchor, nesting without end: the parser finds them late, and as plain errors.
    throw new ConfigError(`${file} cannot be read: ${oneLine((error as Error).message)}.`);
  }
}

function placesOf(contents: YAMLMap, lines: LineCounter, file: string): Map<string, string> {
  const places = new Map<string, string>();
  for (const { key, value } of contents.items) {
    const start = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
    const place = `${file}:${lines.linePos(start).line}`;
    if (!isScalar(key) || typeof key.value !== 'string') {
      throw new ConfigError(`${place} has a key that is not a name.`);
    }
    if (isMap(value)) {
      throw new ConfigError(
        `${place} has a mapping under ${oneLine(key.value)}; names are written out, as in "http.port: 8080".`,
      );
    }
    places.set(key.value, place);
  }
  return places;
}

export function nearestHint(nearest: string | undefined): string {
  return nearest === undefined
    ? '; docs/configuration.md lists them all'
    : `; the nearest name is ${nearest}`;
}

function variableOf(name: string): string {
  return ENVIRONMENT_PREFIX + name.toUpperCase().replaceAll('.', '_');
}

/** Of what others wrote, as part of a sentence. */
const MESSAGE_CHARACTERS_MAX = 200;

export function oneLine(message: string): string {
  return message.replaceAll(/\s+/g, ' ').replace(/\.$/, '').slice(0, MESSAGE_CHARACTERS_MAX);
}
