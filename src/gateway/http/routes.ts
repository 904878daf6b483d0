/** What an operator or a script reads over HTTP. Nothing here changes anything, and no path reaches a file. */
import type { BrokerApi } from '../../broker/api.ts';
import { BrokerError, type ErrorName } from '../../model/errors.ts';
import { showGroup } from './groups.ts';

export interface RouteModules {
  readonly broker: BrokerApi;
  /** Empty: ready. One sentence each. */
  readonly readiness: () => readonly string[];
  readonly metricsText: () => Promise<string>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
/** As Prometheus wants it. */
const METRICS = 'text/plain; version=0.0.4; charset=utf-8';

type Route = (modules: RouteModules) => Promise<HttpAnswer> | HttpAnswer;

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['/', () => ({ status: 200, type: HTML, body: FRONT_PAGE })],
  ['/livez', () => ({ status: 200, type: TEXT, body: 'ok\n' })],
  ['/readyz', ({ readiness }) => readyAnswer(readiness())],
  [
    '/metrics',
    async ({ metricsText }) => ({ status: 200, type: METRICS, body: await metricsText() }),
  ],
  [
    '/v1/cluster',
    async ({ broker }) => {
      const [cluster, health] = await Promise.all([
        broker.describeCluster(),
        broker.clusterHealth(),
      ]);
      return json(200, { ...cluster, health });
    },
  ],
  ['/v1/topics', async ({ broker }) => json(200, { topics: await broker.describeTopics() })],
  [
    '/v1/partitions',
    async ({ broker }) => {
      const topics = await broker.describeTopics();
      const partitions = topics.flatMap(({ name, topicId, partitions }) =>
        partitions.map((partition) => ({ topic: name, topicId, ...partition })),
      );
      return json(200, { partitions });
    },
  ],
  ['/v1/groups', async ({ broker }) => json(200, await listGroups(broker))],
]);

const PARTITION_PATH = /^\/v1\/partitions\/([a-zA-Z0-9._-]{1,249})\/(\d{1,10})$/;
const GROUP_PATH = /^\/v1\/groups\/([^/]+)$/;

/** Undefined: there is no such path. */
export function findRoute(path: string): Route | undefined {
  const route = ROUTES.get(path);
  if (route !== undefined) return route;
  const groupId = decoded(GROUP_PATH.exec(path)?.[1]);
  if (groupId !== undefined) {
    return async ({ broker }) => json(200, await showGroup(broker, groupId));
  }
  const [, topic, partition] = PARTITION_PATH.exec(path) ?? [];
  if (topic === undefined) return undefined;
  return async ({ broker }) =>
    json(200, await broker.describePartition({ topic, partition: Number(partition) }));
}

/** Undefined also for what is no URL encoding of anything. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

async function listGroups(broker: BrokerApi): Promise<object> {
  const { groups } = await broker.group({ kind: 'list' });
  return { groups };
}

export function errorAnswer(status: number, name: string, message: string): HttpAnswer {
  return json(status, { error: { name, message } });
}

const STATUS_OF: Partial<Record<ErrorName, number>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 404,
  UNKNOWN_TOPIC_ID: 404,
  GROUP_ID_NOT_FOUND: 404,
  UNKNOWN_SERVER_ERROR: 500,
  REQUEST_TIMED_OUT: 504,
};

export function failureAnswer(error: BrokerError): HttpAnswer {
  const status = STATUS_OF[error.errorName] ?? (error.retriable ? 503 : 400);
  return errorAnswer(status, error.errorName, error.message);
}

function readyAnswer(reasons: readonly string[]): HttpAnswer {
  return json(reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
}

/** Undefined is shown as null, so that every field is always there. */
function json(status: number, value: object): HttpAnswer {
  const body = JSON.stringify(value, (_key, field: unknown) => field ?? null);
  return { status, type: JSON_TYPE, body: `${body}\n` };
}

const LINKS = [
  '/v1/cluster',
  '/v1/topics',
  '/v1/partitions',
  '/v1/groups',
  '/livez',
  '/readyz',
  '/metrics',
];
const FRONT_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Flotilla</title>
<h1>Flotilla</h1>
<p>A broker of a Flotilla cluster. Produce and consume over a WebSocket at this address (subprotocol flotilla.v1).</p>
<ul>
${LINKS.map((path) => `<li><a href="${path}">${path}</a></li>`).join('\n')}
</ul>
</html>
`;
