"""What the Python clients of `npm run interop` have in common: requests come as JSON lines on standard input, answers go
to standard output. test/interop/line-client.ts is the other end and says what each request means."""
import base64
import hashlib
import json
import sys

LARGE_BYTES = 1024


class Unsupported(Exception):
    """What this client has no words for: an exception that the table names, no failure."""


def encode(data):
    if data is None:
        return None
    data = bytes(data)
    if len(data) > LARGE_BYTES:
        return 'sha256:%d:%s' % (len(data), hashlib.sha256(data).hexdigest())
    return base64.b64encode(data).decode()


def decode(text):
    return None if text is None else base64.b64decode(text)


def corpus(path):
    """Yields (key, value, headers, timestamp in ms)."""
    with open(path) as file:
        for line in file:
            record = json.loads(line)
            headers = [(name, decode(value)) for name, value in record['h']]
            yield decode(record['k']), decode(record['v']), headers, record['t']


def shown(offset, timestamp, key, value, headers):
    return {
        'o': offset,
        't': timestamp,
        'k': encode(key),
        'v': encode(value),
        'h': [[name, encode(header)] for name, header in headers or []],
    }


def serve(handlers):
    for line in sys.stdin:
        request = json.loads(line)
        answer = {'id': request['id']}
        try:
            if request['op'] not in handlers:
                raise Unsupported('it has no ' + request['op'])
            answer['result'] = handlers[request['op']](**request['args'])
        except Unsupported as error:
            answer['unsupported'] = str(error)
        except Exception as error:  # Whatever the client raises is what the runner wants to see.
            answer['error'] = '%s: %s' % (type(error).__name__, error)
        print(json.dumps(answer), flush=True)
