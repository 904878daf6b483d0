/*
 * Apache Kafka's own client as a client of `npm run interop`: requests come as JSON lines, answers go to standard output.
 * test/interop/client.ts says what each request means. Started as a single source file: java -cp JARS Interop.java
 */
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.AppInfoParser;

public class Interop {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MS = 30_000;
    private static final int LARGE_BYTES = 1024;
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    private interface Operation {
        Object run(JsonNode args) throws Exception;
    }

    private final String bootstrap;
    private final Admin admin;

    private Interop(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    public static void main(String[] args) throws Exception {
        Interop interop = new Interop(args[0]);
        Map<String, Operation> operations = interop.operations();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode request = JSON.readTree(line);
            ObjectNode answer = JSON.createObjectNode();
            answer.set("id", request.get("id"));
            Operation operation = operations.get(request.get("op").asText());
            try {
                if (operation == null) answer.put("unsupported", "it has no " + request.get("op").asText());
                else answer.set("result", JSON.valueToTree(operation.run(request.get("args"))));
            } catch (Exception error) {
                answer.put("error", error.toString());
            }
            System.out.println(answer);
        }
        interop.admin.close();
    }

    private Map<String, Operation> operations() {
        Map<String, Operation> all = new HashMap<>();
        all.put("hello", args -> Map.of("version", AppInfoParser.getVersion(), "writes", CODECS, "reads", CODECS));
        all.put("produce", this::produce);
        all.put("read", this::read);
        all.put("consumeGroup", this::consumeGroup);
        all.put("readFrom", this::readFrom);
        all.put("offsets", this::offsets);
        all.put("offsetForTime", this::offsetForTime);
        all.put("committed", this::committed);
        all.put("createTopic", this::createTopic);
        all.put("describeTopic", this::describeTopic);
        all.put("describeConfigs", this::describeConfigs);
        all.put("alterConfig", this::alterConfig);
        all.put("listTopics", args -> admin.listTopics().names().get());
        all.put("createPartitions", args -> admin.createPartitions(
            Map.of(args.get("topic").asText(), NewPartitions.increaseTo(args.get("count").asInt()))).all().get());
        all.put("deleteTopic", args -> admin.deleteTopics(List.of(args.get("topic").asText())).all().get());
        all.put("listGroups", args -> admin.listConsumerGroups().all().get().stream()
            .map(group -> group.groupId()).toList());
        all.put("describeGroup", args -> admin.describeConsumerGroups(List.of(args.get("group").asText()))
            .all().get().values().iterator().next().groupState().toString());
        all.put("deleteGroup", args -> admin.deleteConsumerGroups(List.of(args.get("group").asText())).all().get());
        return all;
    }

    private Object produce(JsonNode args) throws Exception {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("compression.type", args.get("codec").asText());
        settings.put("linger.ms", 20);
        // Its default is to write with sequences.
        settings.put("enable.idempotence", args.path("idempotent").asBoolean(true));
        if (args.has("maxBytes")) settings.put("max.request.size", args.get("maxBytes").asInt());
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of(args.get("path").asText())))
                sent.add(producer.send(recordOf(args.get("topic").asText(), JSON.readTree(line))));
            producer.flush();
            for (var one : sent) one.get();
        }
        return null;
    }

    private static ProducerRecord<byte[], byte[]> recordOf(String topic, JsonNode record) {
        List<Header> headers = new ArrayList<>();
        for (JsonNode header : record.get("h"))
            headers.add(new RecordHeader(header.get(0).asText(), decoded(header.get(1))));
        byte[] key = decoded(record.get("k"));
        return new ProducerRecord<>(topic, null, record.get("t").asLong(), key, decoded(record.get("v")), headers);
    }

    private static byte[] decoded(JsonNode text) {
        return text.isNull() ? null : Base64.getDecoder().decode(text.asText());
    }

    private static String shown(byte[] bytes) throws Exception {
        if (bytes == null) return null;
        if (bytes.length <= LARGE_BYTES) return Base64.getEncoder().encodeToString(bytes);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return "sha256:" + bytes.length + ":" + HexFormat.of().formatHex(hash);
    }

    private static Object shown(ConsumerRecord<byte[], byte[]> record) throws Exception {
        List<List<String>> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            List<String> one = new ArrayList<>();
            one.add(header.key());
            one.add(shown(header.value()));
            headers.add(one);
        }
        Map<String, Object> all = new HashMap<>();
        all.put("o", record.offset());
        all.put("t", record.timestamp());
        all.put("k", shown(record.key()));
        all.put("v", shown(record.value()));
        all.put("h", headers);
        return all;
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("group.id", group == null ? "java-" + UUID.randomUUID() : group);
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.wait.ms", 100);
        settings.put("max.poll.records", 1000);
        var bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(settings, bytes, bytes);
    }

    private interface Taker {
        void take(ConsumerRecord<byte[], byte[]> record) throws Exception;
    }

    private static void poll(KafkaConsumer<byte[], byte[]> consumer, int count, Taker taker) throws Exception {
        long deadline = System.currentTimeMillis() + PATIENCE_MS;
        int taken = 0;
        while (taken < count) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                if (taken == count) break;
                taker.take(record);
                taken += 1;
            }
            if (taken < count && System.currentTimeMillis() > deadline)
                throw new IllegalStateException(taken + " of " + count + " records came");
        }
    }

    private Object read(JsonNode args) throws Exception {
        Map<String, List<Object>> found = new HashMap<>();
        List<TopicPartition> partitions = new ArrayList<>();
        int total = 0;
        for (var topic : (Iterable<Map.Entry<String, JsonNode>>) args.get("topics")::fields) {
            found.put(topic.getKey(), new ArrayList<>());
            partitions.add(new TopicPartition(topic.getKey(), 0));
            total += topic.getValue().asInt();
        }
        try (var consumer = consumer(null)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            poll(consumer, total, record -> found.get(record.topic()).add(shown(record)));
        }
        return found;
    }

    private Object consumeGroup(JsonNode args) throws Exception {
        List<String> values = new ArrayList<>();
        try (var consumer = consumer(args.get("group").asText())) {
            consumer.subscribe(List.of(args.get("topic").asText()));
            poll(consumer, args.get("count").asInt(), record -> {
                values.add(text(record));
                var at = new TopicPartition(record.topic(), record.partition());
                consumer.commitSync(Map.of(at, new OffsetAndMetadata(record.offset() + 1)));
            });
        }
        return values;
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    private Object readFrom(JsonNode args) throws Exception {
        var at = new TopicPartition(args.get("topic").asText(), 0);
        String[] value = new String[1];
        try (var consumer = consumer(null)) {
            consumer.assign(List.of(at));
            poll(consumer, 1, record -> value[0] = text(record));
            consumer.seek(at, args.get("offset").asLong());
            poll(consumer, 1, record -> value[0] = text(record));
        }
        return value[0];
    }

    private Object offsets(JsonNode args) {
        var at = new TopicPartition(args.get("topic").asText(), 0);
        try (var consumer = consumer(null)) {
            long low = consumer.beginningOffsets(List.of(at)).get(at);
            return Map.of("low", low, "high", consumer.endOffsets(List.of(at)).get(at));
        }
    }

    private Object offsetForTime(JsonNode args) {
        var at = new TopicPartition(args.get("topic").asText(), 0);
        try (var consumer = consumer(null)) {
            var found = consumer.offsetsForTimes(Map.of(at, args.get("timestamp").asLong())).get(at);
            return found == null ? -1 : found.offset();
        }
    }

    private Object committed(JsonNode args) throws Exception {
        var offsets = admin.listConsumerGroupOffsets(args.get("group").asText())
            .partitionsToOffsetAndMetadata().get();
        String topic = args.get("topic").asText();
        return IntStream.range(0, args.get("partitions").asInt()).mapToObj(partition -> {
            var found = offsets.get(new TopicPartition(topic, partition));
            return found == null ? -1 : found.offset();
        }).toList();
    }

    private Object createTopic(JsonNode args) throws Exception {
        Map<String, String> configs = new HashMap<>();
        args.get("configs").fields().forEachRemaining(one -> configs.put(one.getKey(), one.getValue().asText()));
        var topic = new NewTopic(args.get("topic").asText(), Optional.of(args.get("partitions").asInt()),
            Optional.of((short) args.get("replicas").asInt())).configs(configs);
        return admin.createTopics(List.of(topic)).all().get();
    }

    private Object describeTopic(JsonNode args) throws Exception {
        var described = admin.describeTopics(List.of(args.get("topic").asText())).allTopicNames().get();
        return described.values().iterator().next().partitions().stream().map(partition -> Map.of(
            "leader", partition.leader().id(),
            "replicas", ids(partition.replicas()),
            "isr", ids(partition.isr()))).toList();
    }

    private static List<Integer> ids(Collection<Node> nodes) {
        return nodes.stream().map(Node::id).toList();
    }

    private Object describeConfigs(JsonNode args) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, args.get("topic").asText());
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
            .filter(entry -> entry.value() != null)
            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    private Object alterConfig(JsonNode args) throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, args.get("topic").asText());
        var entry = new ConfigEntry(args.get("name").asText(), args.get("value").asText());
        var set = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
        return admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }
}
