"""python3-confluent-kafka, that is librdkafka, as a client of `npm run interop`."""
import sys
import time
import uuid

import confluent_kafka
from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, ConfigResource, NewPartitions, NewTopic

from lines import corpus, serve, shown

BOOTSTRAP = sys.argv[1]
PATIENCE_S = 30
CODECS = ['none', 'gzip', 'snappy', 'lz4', 'zstd']


# Its answers come only as long as it is there.
ADMIN = AdminClient({'bootstrap.servers': BOOTSTRAP})


def done(futures):
    return {key: future.result(PATIENCE_S) for key, future in futures.items()}


def consumer(group=None, **settings):
    return Consumer({
        'bootstrap.servers': BOOTSTRAP,
        'group.id': group or 'confluent-%s' % uuid.uuid4(),
        'enable.auto.commit': False,
        'auto.offset.reset': 'earliest',
        'fetch.wait.max.ms': 100,
        **settings,
    })


def checked(message):
    if message.error():
        raise KafkaException(message.error())
    return message


def poll(source, count):
    """Yields `count` messages, or says how many came."""
    deadline = time.monotonic() + PATIENCE_S
    seen = 0
    while seen < count:
        message = source.poll(0.2)
        if message is not None:
            seen += 1
            yield checked(message)
        elif time.monotonic() > deadline:
            raise TimeoutError('%d of %d records came' % (seen, count))


def hello():
    version = '%s, librdkafka %s' % (confluent_kafka.version()[0], confluent_kafka.libversion()[0])
    return {'version': version, 'writes': CODECS, 'reads': CODECS}


def produce(topic, codec, path, maxBytes=None, idempotent=False):
    settings = {'bootstrap.servers': BOOTSTRAP, 'compression.type': codec, 'linger.ms': 20}
    if maxBytes is not None:
        settings['message.max.bytes'] = maxBytes
    producer = Producer({**settings, 'enable.idempotence': idempotent})
    errors = []
    for key, value, headers, timestamp in corpus(path):
        producer.produce(topic, value, key, headers=headers, timestamp=timestamp,
                         on_delivery=lambda error, _: error and errors.append(error))
        producer.poll(0)
    if producer.flush(PATIENCE_S) > 0:
        raise TimeoutError('not all records were delivered')
    if errors:
        raise KafkaException(errors[0])


def read(topics, maxBytes=None):
    source = consumer()
    source.assign([TopicPartition(topic, 0, 0) for topic in topics])
    found = {topic: [] for topic in topics}
    for message in poll(source, sum(topics.values())):
        found[message.topic()].append(shown(message.offset(), message.timestamp()[1], message.key(),
                                            message.value(), message.headers()))
    source.close()
    return found


def create_topic(topic, partitions, replicas, configs):
    done(ADMIN.create_topics([NewTopic(topic, partitions, replicas, config=configs)]))


def list_topics():
    return list(ADMIN.list_topics(timeout=PATIENCE_S).topics)


def describe_topic(topic):
    found = ADMIN.list_topics(topic, timeout=PATIENCE_S).topics[topic]
    if found.error:
        raise KafkaException(found.error)
    return [{'leader': one.leader, 'replicas': one.replicas, 'isr': one.isrs}
            for _, one in sorted(found.partitions.items())]


def describe_configs(topic):
    resource = ConfigResource(ConfigResource.Type.TOPIC, topic)
    configs = done(ADMIN.describe_configs([resource]))[resource]
    return {name: entry.value for name, entry in configs.items()}


def alter_config(topic, name, value):
    done(ADMIN.alter_configs([ConfigResource(ConfigResource.Type.TOPIC, topic, {name: value})]))


def create_partitions(topic, count):
    done(ADMIN.create_partitions([NewPartitions(topic, count)]))


def delete_topic(topic):
    done(ADMIN.delete_topics([topic], operation_timeout=10))


def consume_group(topic, group, count):
    source = consumer(group)
    source.subscribe([topic])
    values = []
    for message in poll(source, count):
        values.append(message.value().decode())
        source.commit(message, asynchronous=False)
    source.close()
    return values


def committed(topic, group, partitions):
    source = consumer(group)
    asked = [TopicPartition(topic, partition) for partition in range(partitions)]
    offsets = [one.offset for one in source.committed(asked, PATIENCE_S)]
    source.close()
    return [max(offset, -1) for offset in offsets]


def list_groups():
    return [group.id for group in ADMIN.list_groups(timeout=PATIENCE_S)]


def describe_group(group):
    return ADMIN.list_groups(group, timeout=PATIENCE_S)[0].state


def offsets(topic):
    source = consumer()
    low, high = source.get_watermark_offsets(TopicPartition(topic, 0), PATIENCE_S)
    source.close()
    return {'low': low, 'high': high}


def offset_for_time(topic, timestamp):
    source = consumer()
    found = source.offsets_for_times([TopicPartition(topic, 0, timestamp)], PATIENCE_S)[0]
    source.close()
    if found.error:
        raise KafkaException(found.error)
    return max(found.offset, -1)


def read_from(topic, offset):
    source = consumer()
    source.assign([TopicPartition(topic, 0, 0)])
    next(poll(source, 1))
    source.seek(TopicPartition(topic, 0, offset))
    value = next(poll(source, 1)).value().decode()
    source.close()
    return value


serve({
    'hello': hello,
    'produce': produce,
    'read': read,
    'createTopic': create_topic,
    'listTopics': list_topics,
    'describeTopic': describe_topic,
    'describeConfigs': describe_configs,
    'alterConfig': alter_config,
    'createPartitions': create_partitions,
    'deleteTopic': delete_topic,
    'consumeGroup': consume_group,
    'committed': committed,
    'listGroups': list_groups,
    'describeGroup': describe_group,
    'offsets': offsets,
    'offsetForTime': offset_for_time,
    'readFrom': read_from,
})
