// franz-go as a client of `npm run interop`. It asks for the newest versions that the broker has, and uses topic ids.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"flotilla/interop/lines"
)

const patience = 30 * time.Second

var brokers = strings.Split(os.Args[1], ",")

var codecs = map[string]kgo.CompressionCodec{
	"none":   kgo.NoCompression(),
	"gzip":   kgo.GzipCompression(),
	"snappy": kgo.SnappyCompression(),
	"lz4":    kgo.Lz4Compression(),
	"zstd":   kgo.ZstdCompression(),
}

func background() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), patience)
}

func client(options ...kgo.Opt) (*kgo.Client, error) {
	common := []kgo.Opt{kgo.SeedBrokers(brokers...), kgo.FetchMaxWait(100 * time.Millisecond)}
	return kgo.NewClient(append(common, options...)...)
}

func produce(args lines.Args) (any, error) {
	options := []kgo.Opt{kgo.ProducerBatchCompression(codecs[args.Codec]), kgo.ProducerLinger(20 * time.Millisecond)}
	if args.MaxBytes > 0 {
		options = append(options, kgo.ProducerBatchMaxBytes(args.MaxBytes))
	}
	producer, err := client(options...)
	if err != nil {
		return nil, err
	}
	defer producer.Close()
	corpus, err := lines.Corpus(args.Path)
	if err != nil {
		return nil, err
	}
	var records []*kgo.Record
	for _, one := range corpus {
		record := &kgo.Record{Topic: args.Topic, Key: one.Key, Value: one.Value, Timestamp: time.UnixMilli(one.Timestamp)}
		for _, header := range one.Headers {
			record.Headers = append(record.Headers, kgo.RecordHeader{Key: header.Name, Value: header.Value})
		}
		records = append(records, record)
	}
	within, cancel := background()
	defer cancel()
	return nil, producer.ProduceSync(within, records...).FirstErr()
}

// poll takes `count` records; what is beyond that is not taken.
func poll(consumer *kgo.Client, count int, take func(*kgo.Record) error) error {
	within, cancel := background()
	defer cancel()
	for taken := 0; taken < count; {
		fetches := consumer.PollRecords(within, count-taken)
		if err := fetches.Err(); err != nil {
			return fmt.Errorf("%d of %d records came: %w", taken, count, err)
		}
		for _, record := range fetches.Records() {
			taken++
			if err := take(record); err != nil {
				return err
			}
		}
	}
	return nil
}

func shown(record *kgo.Record) any {
	one := lines.Record{Offset: record.Offset, Timestamp: record.Timestamp.UnixMilli(), Key: record.Key, Value: record.Value}
	for _, header := range record.Headers {
		one.Headers = append(one.Headers, lines.Header{Name: header.Key, Value: header.Value})
	}
	return lines.Shown(one)
}

func from(topic string, offset kgo.Offset) map[string]map[int32]kgo.Offset {
	return map[string]map[int32]kgo.Offset{topic: {0: offset}}
}

func read(args lines.Args) (any, error) {
	found := map[string][]any{}
	starts := map[string]map[int32]kgo.Offset{}
	total := 0
	for topic, count := range args.Topics {
		total += count
		found[topic] = []any{}
		starts[topic] = map[int32]kgo.Offset{0: kgo.NewOffset().AtStart()}
	}
	consumer, err := client(kgo.ConsumePartitions(starts))
	if err != nil {
		return nil, err
	}
	defer consumer.Close()
	err = poll(consumer, total, func(record *kgo.Record) error {
		found[record.Topic] = append(found[record.Topic], shown(record))
		return nil
	})
	return found, err
}

func consumeGroup(args lines.Args) (any, error) {
	consumer, err := client(kgo.ConsumerGroup(args.Group), kgo.ConsumeTopics(args.Topic), kgo.DisableAutoCommit(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	if err != nil {
		return nil, err
	}
	defer consumer.Close()
	var values []string
	within, cancel := background()
	defer cancel()
	err = poll(consumer, args.Count, func(record *kgo.Record) error {
		values = append(values, string(record.Value))
		return consumer.CommitRecords(within, record)
	})
	return values, err
}

func readFrom(args lines.Args) (any, error) {
	consumer, err := client(kgo.ConsumePartitions(from(args.Topic, kgo.NewOffset().AtStart())))
	if err != nil {
		return nil, err
	}
	defer consumer.Close()
	value := ""
	take := func(record *kgo.Record) error {
		value = string(record.Value)
		return nil
	}
	if err := poll(consumer, 1, take); err != nil {
		return nil, err
	}
	consumer.SetOffsets(map[string]map[int32]kgo.EpochOffset{args.Topic: {0: {Epoch: -1, Offset: args.Offset}}})
	err = poll(consumer, 1, take)
	return value, err
}

type asked func(context.Context, *kadm.Client, lines.Args) (any, error)

// asAdmin gives the operation an admin client that is closed afterwards.
func asAdmin(ask asked) lines.Operation {
	return func(args lines.Args) (any, error) {
		one, err := client()
		if err != nil {
			return nil, err
		}
		defer one.Close()
		within, cancel := background()
		defer cancel()
		return ask(within, kadm.NewClient(one), args)
	}
}

func createTopic(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
	configs := map[string]*string{}
	for name, value := range args.Configs {
		configs[name] = &value
	}
	_, err := admin.CreateTopic(within, args.Partitions, args.Replicas, configs, args.Topic)
	return nil, err
}

func describeTopic(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
	topics, err := admin.ListTopics(within, args.Topic)
	if err != nil {
		return nil, err
	}
	var partitions []any
	for _, one := range topics[args.Topic].Partitions.Sorted() {
		partitions = append(partitions, map[string]any{"leader": one.Leader, "replicas": one.Replicas, "isr": one.ISR})
	}
	return partitions, topics[args.Topic].Err
}

func describeConfigs(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
	described, err := admin.DescribeTopicConfigs(within, args.Topic)
	if err != nil {
		return nil, err
	}
	configs := map[string]*string{}
	for _, config := range described[0].Configs {
		configs[config.Key] = config.Value
	}
	return configs, described[0].Err
}

func alterConfig(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
	change := kadm.AlterConfig{Op: kadm.SetConfig, Name: args.Name, Value: &args.Value}
	answers, err := admin.AlterTopicConfigs(within, []kadm.AlterConfig{change}, args.Topic)
	if err != nil {
		return nil, err
	}
	return nil, answers[0].Err
}

func committed(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
	found, err := admin.FetchOffsets(within, args.Group)
	if err != nil {
		return nil, err
	}
	var offsets []int64
	for partition := range args.Partitions {
		one, is := found.Lookup(args.Topic, partition)
		if !is {
			one.At = -1
		}
		offsets = append(offsets, one.At)
	}
	return offsets, nil
}

func offsets(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
	low, err := admin.ListStartOffsets(within, args.Topic)
	if err != nil {
		return nil, err
	}
	high, err := admin.ListEndOffsets(within, args.Topic)
	return map[string]int64{"low": low[args.Topic][0].Offset, "high": high[args.Topic][0].Offset}, err
}

func offsetForTime(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
	found, err := admin.ListOffsetsAfterMilli(within, args.Timestamp, args.Topic)
	if err != nil {
		return nil, err
	}
	// It gives the end of the log, without a timestamp, where no record is as late.
	if one := found[args.Topic][0]; one.Timestamp != -1 {
		return one.Offset, one.Err
	}
	return -1, nil
}

func main() {
	lines.Serve(map[string]lines.Operation{
		"hello": func(lines.Args) (any, error) {
			version := lines.Version("github.com/twmb/franz-go")
			return map[string]any{"version": version, "writes": lines.Codecs, "reads": lines.Codecs}, nil
		},
		"produce":         produce,
		"read":            read,
		"consumeGroup":    consumeGroup,
		"readFrom":        readFrom,
		"createTopic":     asAdmin(createTopic),
		"describeTopic":   asAdmin(describeTopic),
		"describeConfigs": asAdmin(describeConfigs),
		"alterConfig":     asAdmin(alterConfig),
		"committed":       asAdmin(committed),
		"offsets":         asAdmin(offsets),
		"offsetForTime":   asAdmin(offsetForTime),
		"listTopics": asAdmin(func(within context.Context, admin *kadm.Client, _ lines.Args) (any, error) {
			topics, err := admin.ListTopics(within)
			return topics.Names(), err
		}),
		"createPartitions": asAdmin(func(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
			answers, err := admin.UpdatePartitions(within, args.Count, args.Topic)
			return nil, errors.Join(err, answers.Error())
		}),
		"deleteTopic": asAdmin(func(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
			_, err := admin.DeleteTopic(within, args.Topic)
			return nil, err
		}),
		"listGroups": asAdmin(func(within context.Context, admin *kadm.Client, _ lines.Args) (any, error) {
			groups, err := admin.ListGroups(within)
			return groups.Groups(), err
		}),
		"describeGroup": asAdmin(func(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
			groups, err := admin.DescribeGroups(within, args.Group)
			return groups[args.Group].State, err
		}),
		"deleteGroup": asAdmin(func(within context.Context, admin *kadm.Client, args lines.Args) (any, error) {
			_, err := admin.DeleteGroup(within, args.Group)
			return nil, err
		}),
	})
}
