import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.TimeWindowedDeserializer;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.kstream.WindowedSerdes;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The sums of the segment windows in Kafka Streams: usage SegmentWindows.java FILE.csv ROUNDS. Prints one line of JSON a
 * round: events, seconds of processor time, windows and the sum of their counts. Repeats are not removed.
 */
public final class SegmentWindows {
    record Reading(String segmentId, long middleAt, byte[] value) {}

    static final int LONGS = 5;
    static final long[] SIZES_MS = {60_000, 300_000};

    static Serde<long[]> longs() {
        return Serdes.serdeFrom(
            (topic, value) -> {
                if (value == null) return null;
                ByteBuffer bytes = ByteBuffer.allocate(8 * LONGS);
                for (long each : value) bytes.putLong(each);
                return bytes.array();
            },
            (topic, bytes) -> {
                if (bytes == null) return null;
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                long[] value = new long[LONGS];
                for (int i = 0; i < LONGS; i++) value[i] = buffer.getLong();
                return value;
            });
    }

    static List<Reading> read(Path file) throws Exception {
        List<Reading> readings = new ArrayList<>();
        Serde<long[]> serde = longs();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            String[] field = line.split(",");
            double vehicles = Double.parseDouble(field[3]) * 1000 / 3.6e6;
            double speed = Double.parseDouble(field[4]);
            long[] value = {
                1,
                Math.round(vehicles * 1000),
                1000,
                Math.round(Double.parseDouble(field[5]) * 1e6),
                Math.round(vehicles * 3.6e9 / speed),
            };
            byte[] bytes = serde.serializer().serialize("", value);
            readings.add(new Reading(field[1], Long.parseLong(field[2]) - 500, bytes));
        }
        return readings;
    }

    static StreamsBuilder topology() {
        StreamsBuilder builder = new StreamsBuilder();
        KGroupedStream<String, long[]> grouped = builder
            .stream("readings", Consumed.with(Serdes.String(), longs()))
            .groupByKey(Grouped.with(Serdes.String(), longs()));
        for (long sizeMs : SIZES_MS) {
            Duration size = Duration.ofMillis(sizeMs);
            Duration kept = size.plus(Duration.ofMinutes(2));
            grouped
                .windowedBy(TimeWindows.ofSizeAndGrace(size, Duration.ofMinutes(2)))
                .aggregate(
                    () -> new long[LONGS],
                    (key, value, sums) -> {
                        long[] next = new long[LONGS];
                        for (int i = 0; i < LONGS; i++) next[i] = sums[i] + value[i];
                        return next;
                    },
                    Materialized.<String, long[]>as(
                            Stores.inMemoryWindowStore("sums-" + sizeMs, kept, size, false))
                        .withKeySerde(Serdes.String())
                        .withValueSerde(longs())
                        .withLoggingDisabled())
                .toStream()
                .to("windows-" + sizeMs, Produced.with(
                    WindowedSerdes.timeWindowedSerdeFrom(String.class, sizeMs), longs()));
        }
        return builder;
    }

    static void run(List<Reading> readings) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        var clock = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        try (TopologyTestDriver driver = new TopologyTestDriver(topology().build(), settings)) {
            TestInputTopic<String, byte[]> input = driver.createInputTopic(
                "readings", new StringSerializer(), Serdes.ByteArray().serializer());
            List<TestOutputTopic<Windowed<String>, long[]>> outputs = new ArrayList<>();
            for (long sizeMs : SIZES_MS)
                outputs.add(driver.createOutputTopic("windows-" + sizeMs,
                    new TimeWindowedDeserializer<>(new StringDeserializer(), sizeMs), longs().deserializer()));
            Map<String, Long> counts = new HashMap<>();
            long used = 0;
            for (int from = 0; from < readings.size(); from += 10_000) {
                List<Reading> part = readings.subList(from, Math.min(readings.size(), from + 10_000));
                long before = clock.getProcessCpuTime();
                for (Reading reading : part) input.pipeInput(reading.segmentId, reading.value, reading.middleAt);
                used += clock.getProcessCpuTime() - before;
                for (int size = 0; size < SIZES_MS.length; size++)
                    for (var record : outputs.get(size).readRecordsToList())
                        counts.put(size + record.key().toString(), record.value()[0]);
            }
            long counted = counts.values().stream().mapToLong(Long::longValue).sum();
            System.out.printf("{\"events\":%d,\"seconds\":%.6f,\"windows\":%d,\"counted\":%d}%n",
                readings.size(), used / 1e9, counts.size(), counted);
        }
    }

    public static void main(String[] args) throws Exception {
        List<Reading> readings = read(Path.of(args[0]));
        for (int round = 0; round < Integer.parseInt(args[1]); round++) run(readings);
    }
}
