"""python3-kafka (kafka-python 2.0.2) as a client of `npm run interop`. It asks no broker which versions it has: it guesses
what kind of broker it is, or is told so by `apiVersion`, and then sends fixed versions."""
import sys
import time
import uuid

import kafka
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer, TopicPartition
from kafka import codec as codecs
from kafka.admin import ConfigResource, ConfigResourceType, NewPartitions, NewTopic
from kafka.structs import OffsetAndMetadata

from lines import corpus, serve, shown

BOOTSTRAP = sys.argv[1].split(',')
PATIENCE_S = 30
CODECS = ['none'] + [name for name in ('gzip', 'snappy', 'lz4', 'zstd')
                     if getattr(codecs, 'has_' + name)()]


def settings(api_version=None):
    common = {'bootstrap_servers': BOOTSTRAP}
    return common if api_version is None else {**common, 'api_version': tuple(api_version)}


def consumer(group=None, api_version=None, **more):
    return KafkaConsumer(group_id=group, enable_auto_commit=False, auto_offset_reset='earliest',
                         fetch_max_wait_ms=100, **settings(api_version), **more)


def admin():
    return KafkaAdminClient(**settings())


def records(source, count):
    deadline = time.monotonic() + PATIENCE_S
    seen = 0
    while seen < count:
        for batch in source.poll(200, max_records=count - seen).values():
            for record in batch:
                seen += 1
                yield record
        if seen < count and time.monotonic() > deadline:
            raise TimeoutError('%d of %d records came' % (seen, count))


def hello():
    return {'version': kafka.__version__, 'writes': CODECS, 'reads': CODECS}


def inferred_version():
    producer = KafkaProducer(**settings())
    version = producer.config['api_version']
    producer.close()
    return '.'.join(str(part) for part in version)


def produce(topic, codec, path, maxBytes=None, apiVersion=None, idempotent=False):
    more = {} if maxBytes is None else {'max_request_size': maxBytes}
    producer = KafkaProducer(compression_type=None if codec == 'none' else codec, acks='all',
                             linger_ms=20, **settings(apiVersion), **more)
    futures = []
    for key, value, headers, timestamp in corpus(path):
        futures.append(producer.send(topic, value, key, headers=headers, timestamp_ms=timestamp))
    producer.flush(PATIENCE_S)
    for future in futures:
        future.get(PATIENCE_S)
    producer.close()


def read(topics, maxBytes=None, apiVersion=None):
    source = consumer(api_version=apiVersion)
    source.assign([TopicPartition(topic, 0) for topic in topics])
    source.seek_to_beginning()
    found = {topic: [] for topic in topics}
    for record in records(source, sum(topics.values())):
        found[record.topic].append(shown(record.offset, record.timestamp, record.key, record.value,
                                         record.headers))
    source.close()
    return found


def create_topic(topic, partitions, replicas, configs):
    admin().create_topics([NewTopic(topic, partitions, replicas, topic_configs=configs)])


def list_topics():
    return admin().list_topics()


def describe_topic(topic):
    partitions = admin().describe_topics([topic])[0]['partitions']
    return [{'leader': one['leader'], 'replicas': one['replicas'], 'isr': one['isr']}
            for one in sorted(partitions, key=lambda one: one['partition'])]


def describe_configs(topic):
    answers = admin().describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    return {entry[0]: entry[1] for entry in answers[0].resources[0][4]}


def alter_config(topic, name, value):
    admin().alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, {name: value})])


def create_partitions(topic, count):
    admin().create_partitions({topic: NewPartitions(count)})


def delete_topic(topic):
    admin().delete_topics([topic])


def consume_group(topic, group, count):
    source = consumer(group)
    source.subscribe([topic])
    values = []
    for record in records(source, count):
        values.append(record.value.decode())
        at = TopicPartition(record.topic, record.partition)
        source.commit({at: OffsetAndMetadata(record.offset + 1, '')})
    source.close(autocommit=False)
    return values


def committed(topic, group, partitions):
    source = consumer(group)
    offsets = [source.committed(TopicPartition(topic, at)) for at in range(partitions)]
    source.close()
    return [-1 if offset is None else offset for offset in offsets]


def list_groups():
    return [group for group, _ in admin().list_consumer_groups()]


def describe_group(group):
    return admin().describe_consumer_groups([group])[0].state


def delete_group(group):
    for _, error in admin().delete_consumer_groups([group]):
        if error.errno != 0:
            raise error


def offsets(topic):
    source = consumer()
    at = TopicPartition(topic, 0)
    low, high = source.beginning_offsets([at])[at], source.end_offsets([at])[at]
    source.close()
    return {'low': low, 'high': high}


def offset_for_time(topic, timestamp):
    source = consumer()
    at = TopicPartition(topic, 0)
    found = source.offsets_for_times({at: timestamp})[at]
    source.close()
    return -1 if found is None else found.offset


def read_from(topic, offset):
    source = consumer()
    at = TopicPartition(topic, 0)
    source.assign([at])
    next(records(source, 1))
    source.seek(at, offset)
    value = next(records(source, 1)).value.decode()
    source.close()
    return value


serve({
    'hello': hello,
    'inferredVersion': inferred_version,
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
    'deleteGroup': delete_group,
    'offsets': offsets,
    'offsetForTime': offset_for_time,
    'readFrom': read_from,
})
