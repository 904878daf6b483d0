// sarama as a client of `npm run interop`. It sends what it knows of the broker that Config.Version names.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/IBM/sarama"

	"flotilla/interop/lines"
)

const patience = 30 * time.Second

var brokers = strings.Split(os.Args[1], ",")

var codecs = map[string]sarama.CompressionCodec{
	"none":   sarama.CompressionNone,
	"gzip":   sarama.CompressionGZIP,
	"snappy": sarama.CompressionSnappy,
	"lz4":    sarama.CompressionLZ4,
	"zstd":   sarama.CompressionZSTD,
}

func config() *sarama.Config {
	one := sarama.NewConfig()
	one.Version = sarama.V3_6_0_0
	one.Producer.Return.Successes = true
	one.Producer.RequiredAcks = sarama.WaitForAll
	one.Consumer.MaxWaitTime = 100 * time.Millisecond
	one.Consumer.Offsets.Initial = sarama.OffsetOldest
	one.Consumer.Offsets.AutoCommit.Enable = false
	return one
}

func produce(args lines.Args) (any, error) {
	settings := config()
	settings.Producer.Compression = codecs[args.Codec]
	if args.MaxBytes > 0 {
		settings.Producer.MaxMessageBytes = int(args.MaxBytes)
	}
	if args.Idempotent != nil && *args.Idempotent {
		settings.Producer.Idempotent = true
		settings.Net.MaxOpenRequests = 1
	}
	producer, err := sarama.NewSyncProducer(brokers, settings)
	if err != nil {
		return nil, err
	}
	defer producer.Close()
	corpus, err := lines.Corpus(args.Path)
	if err != nil {
		return nil, err
	}
	var messages []*sarama.ProducerMessage
	for _, one := range corpus {
		message := &sarama.ProducerMessage{Topic: args.Topic, Timestamp: time.UnixMilli(one.Timestamp)}
		if one.Key != nil {
			message.Key = sarama.ByteEncoder(one.Key)
		}
		if one.Value != nil {
			message.Value = sarama.ByteEncoder(one.Value)
		}
		for _, header := range one.Headers {
			message.Headers = append(message.Headers, sarama.RecordHeader{Key: []byte(header.Name), Value: header.Value})
		}
		messages = append(messages, message)
	}
	return nil, producer.SendMessages(messages)
}

// take gives `count` messages from `offset` on, or says how many came.
func take(topic string, offset int64, count int) ([]*sarama.ConsumerMessage, error) {
	consumer, err := sarama.NewConsumer(brokers, config())
	if err != nil {
		return nil, err
	}
	defer consumer.Close()
	partition, err := consumer.ConsumePartition(topic, 0, offset)
	if err != nil {
		return nil, err
	}
	defer partition.Close()
	var messages []*sarama.ConsumerMessage
	late := time.After(patience)
	for len(messages) < count {
		select {
		case message := <-partition.Messages():
			messages = append(messages, message)
		case <-late:
			return nil, fmt.Errorf("%d of %d records came", len(messages), count)
		}
	}
	return messages, nil
}

func read(args lines.Args) (any, error) {
	found := map[string][]any{}
	for topic, count := range args.Topics {
		messages, err := take(topic, sarama.OffsetOldest, count)
		if err != nil {
			return nil, err
		}
		for _, message := range messages {
			one := lines.Record{Offset: message.Offset, Timestamp: message.Timestamp.UnixMilli(), Key: message.Key, Value: message.Value}
			for _, header := range message.Headers {
				one.Headers = append(one.Headers, lines.Header{Name: string(header.Key), Value: header.Value})
			}
			found[topic] = append(found[topic], lines.Shown(one))
		}
	}
	return found, nil
}

func readFrom(args lines.Args) (any, error) {
	messages, err := take(args.Topic, args.Offset, 1)
	if err != nil {
		return nil, err
	}
	return string(messages[0].Value), nil
}

// member takes messages, and commits each, until there are enough.
type member struct {
	values chan string
	count  int
	done   context.CancelFunc
}

func (*member) Setup(sarama.ConsumerGroupSession) error   { return nil }
func (*member) Cleanup(sarama.ConsumerGroupSession) error { return nil }

func (one *member) ConsumeClaim(session sarama.ConsumerGroupSession, claim sarama.ConsumerGroupClaim) error {
	for {
		select {
		case message, is := <-claim.Messages():
			if !is {
				return nil
			}
			select {
			case one.values <- string(message.Value):
				session.MarkMessage(message, "")
				session.Commit()
				if len(one.values) == one.count {
					one.done()
				}
			default:
				return nil
			}
		case <-session.Context().Done():
			return nil
		}
	}
}

func consumeGroup(args lines.Args) (any, error) {
	group, err := sarama.NewConsumerGroup(brokers, args.Group, config())
	if err != nil {
		return nil, err
	}
	defer group.Close()
	within, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	one := &member{values: make(chan string, args.Count), count: args.Count, done: cancel}
	for len(one.values) < args.Count && within.Err() == nil {
		if err := group.Consume(within, []string{args.Topic}, one); err != nil && within.Err() == nil {
			return nil, err
		}
	}
	if len(one.values) < args.Count {
		return nil, fmt.Errorf("%d of %d records came", len(one.values), args.Count)
	}
	close(one.values)
	var values []string
	for value := range one.values {
		values = append(values, value)
	}
	return values, nil
}

// asAdmin gives the operation an admin client that is closed afterwards.
func asAdmin(ask func(sarama.ClusterAdmin, lines.Args) (any, error)) lines.Operation {
	return func(args lines.Args) (any, error) {
		admin, err := sarama.NewClusterAdmin(brokers, config())
		if err != nil {
			return nil, err
		}
		defer admin.Close()
		return ask(admin, args)
	}
}

func createTopic(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
	configs := map[string]*string{}
	for name, value := range args.Configs {
		configs[name] = &value
	}
	detail := &sarama.TopicDetail{NumPartitions: args.Partitions, ReplicationFactor: args.Replicas, ConfigEntries: configs}
	return nil, admin.CreateTopic(args.Topic, detail, false)
}

func describeTopic(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
	topics, err := admin.DescribeTopics([]string{args.Topic})
	if err != nil {
		return nil, err
	}
	partitions := make([]any, len(topics[0].Partitions))
	for _, one := range topics[0].Partitions {
		partitions[one.ID] = map[string]any{"leader": one.Leader, "replicas": one.Replicas, "isr": one.Isr}
	}
	return partitions, nil
}

func describeConfigs(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
	entries, err := admin.DescribeConfig(sarama.ConfigResource{Type: sarama.TopicResource, Name: args.Topic})
	configs := map[string]string{}
	for _, entry := range entries {
		configs[entry.Name] = entry.Value
	}
	return configs, err
}

func alterConfig(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
	set := sarama.IncrementalAlterConfigsEntry{Operation: sarama.IncrementalAlterConfigsOperationSet, Value: &args.Value}
	entries := map[string]sarama.IncrementalAlterConfigsEntry{args.Name: set}
	return nil, admin.IncrementalAlterConfig(sarama.TopicResource, args.Topic, entries, false)
}

func committed(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
	var offsets []int64
	for partition := range args.Partitions {
		found, err := admin.ListConsumerGroupOffsets(args.Group, map[string][]int32{args.Topic: {partition}})
		if err != nil {
			return nil, err
		}
		offsets = append(offsets, found.GetBlock(args.Topic, partition).Offset)
	}
	return offsets, nil
}

func offsetAt(topic string, time int64) (int64, error) {
	client, err := sarama.NewClient(brokers, config())
	if err != nil {
		return 0, err
	}
	defer client.Close()
	return client.GetOffset(topic, 0, time)
}

func main() {
	lines.Serve(map[string]lines.Operation{
		"hello": func(lines.Args) (any, error) {
			version := lines.Version("github.com/IBM/sarama")
			return map[string]any{"version": version, "writes": lines.Codecs, "reads": lines.Codecs}, nil
		},
		"produce":         produce,
		"read":            read,
		"readFrom":        readFrom,
		"consumeGroup":    consumeGroup,
		"createTopic":     asAdmin(createTopic),
		"describeTopic":   asAdmin(describeTopic),
		"describeConfigs": asAdmin(describeConfigs),
		"alterConfig":     asAdmin(alterConfig),
		"committed":       asAdmin(committed),
		"offsets": func(args lines.Args) (any, error) {
			low, err := offsetAt(args.Topic, sarama.OffsetOldest)
			if err != nil {
				return nil, err
			}
			high, err := offsetAt(args.Topic, sarama.OffsetNewest)
			return map[string]int64{"low": low, "high": high}, err
		},
		"offsetForTime": func(args lines.Args) (any, error) {
			return offsetAt(args.Topic, args.Timestamp)
		},
		"listTopics": asAdmin(func(admin sarama.ClusterAdmin, _ lines.Args) (any, error) {
			topics, err := admin.ListTopics()
			var names []string
			for name := range topics {
				names = append(names, name)
			}
			return names, err
		}),
		"createPartitions": asAdmin(func(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
			return nil, admin.CreatePartitions(args.Topic, int32(args.Count), nil, false)
		}),
		"deleteTopic": asAdmin(func(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
			return nil, admin.DeleteTopic(args.Topic)
		}),
		"listGroups": asAdmin(func(admin sarama.ClusterAdmin, _ lines.Args) (any, error) {
			groups, err := admin.ListConsumerGroups()
			var names []string
			for name := range groups {
				names = append(names, name)
			}
			return names, err
		}),
		"describeGroup": asAdmin(func(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
			groups, err := admin.DescribeConsumerGroups([]string{args.Group})
			if err != nil {
				return nil, err
			}
			return groups[0].State, nil
		}),
		"deleteGroup": asAdmin(func(admin sarama.ClusterAdmin, args lines.Args) (any, error) {
			return nil, admin.DeleteConsumerGroup(args.Group)
		}),
	})
}
